namespace FraudMl.Mlflow;

/// <summary>A dataset that went into a run of an experiment.</summary>
public sealed record MlflowDatasetSummary
{
    /// <summary>The experiment.</summary>
    public string ExperimentId { get => field ?? ""; init; }

    /// <summary>Name of the dataset.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Digest of the dataset.</summary>
    public string Digest { get => field ?? ""; init; }

    /// <summary>What it was used for, such as <c>training</c>.</summary>
    public string? Context { get; init; }
}
