namespace FraudMl.Mlflow;

/// <summary>Points an alias at a version.</summary>
public sealed record MlflowSetModelAlias
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>Letters, digits, dash and underscore; not <c>latest</c>, not <c>v</c> and digits.</summary>
    public required string Alias { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }
}
