namespace FraudMl;

/// <summary>How long a tuning phase may go on: by time, by trials, or by whichever ends first.</summary>
/// <remarks>Only a budget by trials gives the same result on every machine; by time, a faster machine tries more.</remarks>
public sealed record Budget
{
    private Budget()
    {
    }

    /// <value>The time, measured from the start of the phase; null for no limit.</value>
    public TimeSpan? Duration { get; private init; }

    /// <value>The number of trials; null for no limit.</value>
    public int? TrialCount { get; private init; }

    /// <summary>Returns a budget of time. Trials still running when it is used up are cancelled, and the best so far wins.</summary>
    /// <param name="duration">The time, above zero and at most 49 days.</param>
    /// <exception cref="FraudMlException">Thrown when the time is out of range.</exception>
    public static Budget Of(TimeSpan duration) => new Budget().Or(duration);

    /// <summary>Returns a budget of trials.</summary>
    /// <param name="count">The number of trials, at least 1.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than one is asked.</exception>
    public static Budget OfTrials(int count) => new Budget().OrTrials(count);

    /// <summary>Returns the budget with a limit of time as well.</summary>
    /// <param name="duration">The time, above zero and at most 49 days.</param>
    /// <exception cref="FraudMlException">Thrown when the time is out of range.</exception>
    public Budget Or(TimeSpan duration) => duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(49)
        ? this with { Duration = duration }
        : throw new FraudMlException($"A budget of time must be greater than zero and at most 49 days. Got {duration} instead.");

    /// <summary>Returns the budget with a limit of trials as well.</summary>
    /// <param name="count">The number of trials, at least 1.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than one is asked.</exception>
    public Budget OrTrials(int count) => count >= 1
        ? this with { TrialCount = count }
        : throw new FraudMlException($"A budget of trials must be at least 1. Got {count} instead.");

    /// <summary>Returns half the time and half the trials, rounded up: two phases share a budget.</summary>
    public Budget Half() => this with { Duration = Duration / 2, TrialCount = (TrialCount + 1) / 2 };
}
