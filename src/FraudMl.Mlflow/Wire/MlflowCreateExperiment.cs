namespace FraudMl.Mlflow;

/// <summary>Asks for a new experiment.</summary>
public sealed record MlflowCreateExperiment
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its files go. Default: a folder of the store's artifact root.</summary>
    public string? ArtifactLocation { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
