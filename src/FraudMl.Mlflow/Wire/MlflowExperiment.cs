namespace FraudMl.Mlflow;

/// <summary>A named collection of runs and logged models.</summary>
public sealed record MlflowExperiment
{
    /// <summary>The id the store gave it.</summary>
    public string ExperimentId { get => field ?? ""; init; }

    /// <summary>Unique name, deleted experiments included.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>URI under which runs and models keep their files.</summary>
    public string ArtifactLocation { get => field ?? ""; init; }

    /// <summary><c>active</c> or <c>deleted</c>.</summary>
    public string LifecycleStage { get => field ?? ""; init; }

    /// <summary>Epoch milliseconds of the last change.</summary>
    public long LastUpdateTime { get; init; }

    /// <summary>Epoch milliseconds of the creation.</summary>
    public long CreationTime { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
