namespace FraudMl.Mlflow;

/// <summary>A registered model.</summary>
public sealed record MlflowRegisteredModelAnswer
{
    /// <summary>The model.</summary>
    public MlflowRegisteredModel RegisteredModel { get => field ?? new(); init; }
}
