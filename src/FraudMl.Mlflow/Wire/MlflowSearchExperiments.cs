namespace FraudMl.Mlflow;

/// <summary>Asks for experiments.</summary>
public sealed record MlflowSearchExperiments
{
    /// <summary>Page size, 1 to 50,000. Default 1,000.</summary>
    public int MaxResults { get => field == 0 ? 1000 : field; init; }

    /// <summary>Token of the page before.</summary>
    public string? PageToken { get; init; }

    /// <summary>Filter in MLflow's grammar.</summary>
    public string? Filter { get; init; }

    /// <summary>Keys such as <c>name DESC</c>.</summary>
    public IReadOnlyList<string> OrderBy { get => field ?? []; init; }

    /// <summary>Which lifecycle stages. Default: active only.</summary>
    public MlflowViewType? ViewType { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
