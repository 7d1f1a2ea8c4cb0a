namespace FraudMl;

/// <summary>What became of the rows that <see cref="VelocityStore.Fill"/> was given.</summary>
public sealed record VelocityFill
{
    /// <value>Rows that were recorded.</value>
    public int RecordedCount { get; internal set; }

    /// <value>Rows that were there already, with the same id, time and entities.</value>
    public int RepeatedCount { get; internal set; }

    /// <value>Rows so much older than the newest one that no window reaches them; they were left out.</value>
    public int OutOfReachCount { get; internal set; }

    /// <value>Rows that lie further behind the newest event of the store than it allows; they were left out.</value>
    public int TooLateCount { get; internal set; }

    /// <value>Rows from the future; they were left out.</value>
    public int TooEarlyCount { get; internal set; }

    /// <value>Rows without a time; they were left out.</value>
    public int NoTimeCount { get; internal set; }

    /// <value>All rows.</value>
    public int RowCount => RecordedCount + RepeatedCount + OutOfReachCount + TooLateCount + TooEarlyCount + NoTimeCount;

    internal void Add(VelocityOutcome outcome)
    {
        switch (outcome)
        {
            case VelocityOutcome.Recorded:
                RecordedCount++;
                break;
            case VelocityOutcome.Repeated:
                RepeatedCount++;
                break;
            case VelocityOutcome.TooLate:
                TooLateCount++;
                break;
            case VelocityOutcome.TooEarly:
                TooEarlyCount++;
                break;
            default:
                NoTimeCount++;
                break;
        }
    }
}
