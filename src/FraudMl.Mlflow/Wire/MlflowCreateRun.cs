namespace FraudMl.Mlflow;

/// <summary>Asks for a new run.</summary>
public sealed record MlflowCreateRun
{
    /// <summary>The experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>Who starts it.</summary>
    public string? UserId { get; init; }

    /// <summary>Display name. Default: a made-up one.</summary>
    public string? RunName { get; init; }

    /// <summary>Epoch milliseconds.</summary>
    public long? StartTime { get; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
