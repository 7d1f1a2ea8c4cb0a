namespace FraudMl.Mlflow;

/// <summary>An alias of a registered model.</summary>
public sealed record MlflowModelAlias
{
    /// <summary>The alias.</summary>
    public string Alias { get => field ?? ""; init; }

    /// <summary>The version it points to.</summary>
    public string Version { get => field ?? ""; init; }
}
