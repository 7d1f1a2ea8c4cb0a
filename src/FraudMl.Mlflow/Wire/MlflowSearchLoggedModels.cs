namespace FraudMl.Mlflow;

/// <summary>Asks for logged models.</summary>
public sealed record MlflowSearchLoggedModels
{
    /// <summary>Experiments to look into.</summary>
    public IReadOnlyList<string> ExperimentIds { get => field ?? []; init; }

    /// <summary>Filter in MLflow's grammar.</summary>
    public string? Filter { get; init; }

    /// <summary>Conditions on metrics look at values measured on these datasets only. Default: all.</summary>
    public IReadOnlyList<MlflowLoggedModelDataset> Datasets { get => field ?? []; init; }

    /// <summary>Page size. Default 100.</summary>
    public int? MaxResults { get; init; }

    /// <summary>Sort keys. Default: newest first.</summary>
    public IReadOnlyList<MlflowLoggedModelOrder> OrderBy { get => field ?? []; init; }

    /// <summary>Token of the page before.</summary>
    public string? PageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
