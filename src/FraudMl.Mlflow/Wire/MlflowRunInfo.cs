namespace FraudMl.Mlflow;

/// <summary>Identity, status and times of a run.</summary>
public sealed record MlflowRunInfo
{
    /// <summary>The id under its older name.</summary>
    public string RunUuid { get => field ?? ""; init; }

    /// <summary>The experiment it belongs to.</summary>
    public string ExperimentId { get => field ?? ""; init; }

    /// <summary>Display name.</summary>
    public string RunName { get => field ?? ""; init; }

    /// <summary>Who started it, as told by the client.</summary>
    public string UserId { get => field ?? ""; init; }

    /// <summary>Where it stands.</summary>
    public MlflowRunStatus Status { get; init; }

    /// <summary>Epoch milliseconds of the start.</summary>
    public long StartTime { get; init; }

    /// <summary>Epoch milliseconds of the end, once it ended.</summary>
    public long? EndTime { get; init; }

    /// <summary>URI of its files.</summary>
    public string ArtifactUri { get => field ?? ""; init; }

    /// <summary><c>active</c> or <c>deleted</c>.</summary>
    public string LifecycleStage { get => field ?? ""; init; }

    /// <summary>The id.</summary>
    public string RunId { get => field ?? ""; init; }
}
