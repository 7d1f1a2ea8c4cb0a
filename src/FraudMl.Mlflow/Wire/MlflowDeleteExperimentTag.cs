namespace FraudMl.Mlflow;

/// <summary>Deletes a tag of an experiment.</summary>
public sealed record MlflowDeleteExperimentTag
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>Key of the tag.</summary>
    public required string Key { get; init; }
}
