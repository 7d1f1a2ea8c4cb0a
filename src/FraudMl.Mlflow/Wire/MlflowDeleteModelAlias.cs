namespace FraudMl.Mlflow;

/// <summary>Deletes an alias.</summary>
public sealed record MlflowDeleteModelAlias
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>The alias.</summary>
    public required string Alias { get; init; }
}
