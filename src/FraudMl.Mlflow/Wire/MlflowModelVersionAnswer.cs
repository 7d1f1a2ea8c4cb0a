namespace FraudMl.Mlflow;

/// <summary>A model version.</summary>
public sealed record MlflowModelVersionAnswer
{
    /// <summary>The version.</summary>
    public MlflowModelVersion ModelVersion { get => field ?? new(); init; }
}
