namespace FraudMl.Mlflow;

/// <summary>Asks for the newest version of each stage.</summary>
public sealed record MlflowGetLatestVersions
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>Stages to look into. Default: all.</summary>
    public IReadOnlyList<string> Stages { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
