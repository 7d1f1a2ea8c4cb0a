namespace FraudMl.Mlflow;

/// <summary>Sets a tag of an experiment.</summary>
public sealed record MlflowSetExperimentTag
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>Key, at most 250 characters.</summary>
    public required string Key { get; init; }

    /// <summary>Value, at most 5,000 characters.</summary>
    public required string Value { get; init; }
}
