namespace FraudMl.Mlflow;

/// <summary>One thing that was logged to a run: exactly one of the four is set.</summary>
internal sealed record JournalEntry
{
    public MlflowMetric? Metric { get; init; }

    public MlflowParam? Param { get; init; }

    public MlflowTag? Tag { get; init; }

    /// <summary>How the run ended; nothing comes after it.</summary>
    public MlflowUpdateRun? End { get; init; }
}
