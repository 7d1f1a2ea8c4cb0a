namespace FraudMl.Mlflow;

/// <summary>Renames an experiment.</summary>
public sealed record MlflowUpdateExperiment
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The new name.</summary>
    public required string NewName { get; init; }
}
