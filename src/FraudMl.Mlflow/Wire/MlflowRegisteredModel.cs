namespace FraudMl.Mlflow;

/// <summary>A name in the model registry with its versions and aliases.</summary>
public sealed record MlflowRegisteredModel
{
    /// <summary>Unique name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Epoch milliseconds of the creation.</summary>
    public long CreationTimestamp { get; init; }

    /// <summary>Epoch milliseconds of the last change.</summary>
    public long LastUpdatedTimestamp { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>The highest version of each stage.</summary>
    public IReadOnlyList<MlflowModelVersion> LatestVersions { get => field ?? []; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Aliases and the versions they point to.</summary>
    public IReadOnlyList<MlflowModelAlias> Aliases { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
