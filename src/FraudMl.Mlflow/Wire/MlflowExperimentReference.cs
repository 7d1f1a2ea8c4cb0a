namespace FraudMl.Mlflow;

/// <summary>Names an experiment.</summary>
public sealed record MlflowExperimentReference
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }
}
