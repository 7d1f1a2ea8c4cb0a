namespace FraudMl.Mlflow;

/// <summary>Asks for runs.</summary>
public sealed record MlflowSearchRuns
{
    /// <summary>Experiments to look into.</summary>
    public IReadOnlyList<string> ExperimentIds { get => field ?? []; init; }

    /// <summary>Filter in MLflow's grammar, such as <c>metrics.auc &gt; 0.9 AND tags.kind = 'rf'</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Which lifecycle stages. Default: active only.</summary>
    public MlflowViewType? RunViewType { get; init; }

    /// <summary>Page size, 1 to 50,000. Default 1,000.</summary>
    public int? MaxResults { get; init; }

    /// <summary>Keys such as <c>metrics.auc DESC</c>.</summary>
    public IReadOnlyList<string> OrderBy { get => field ?? []; init; }

    /// <summary>Token of the page before.</summary>
    public string? PageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
