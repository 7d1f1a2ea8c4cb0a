namespace FraudMl.Mlflow;

/// <summary>Names a registered model.</summary>
public sealed record MlflowRegisteredModelReference
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }
}
