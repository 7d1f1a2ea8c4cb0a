namespace FraudMl.Mlflow;

/// <summary>Names a model version.</summary>
public sealed record MlflowModelVersionReference
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }
}
