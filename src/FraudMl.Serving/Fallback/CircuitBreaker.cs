namespace FraudMl.Serving;

/// <summary>
/// Opens when several calls in a row failed; then one call each so often may try again, and the first that succeeds closes it. No call
/// waits, and a closed breaker costs a comparison.
/// </summary>
internal sealed class CircuitBreaker(int failureCount, TimeSpan breakDuration, TimeProvider time)
{
    private int _failures;

    // The time until which it is open; 0 when it is closed.
    private long _openUntil;

    public bool IsOpen => Volatile.Read(ref _openUntil) != 0;

    /// <summary>Returns whether a call may be made: always when closed, else by one caller each time the break is over.</summary>
    public bool TryEnter()
    {
        long until = Volatile.Read(ref _openUntil);
        if (until == 0) return true;

        // Whoever tries moves the time on: the others wait for what comes of it, and if nothing does, another tries then.
        return Now >= until && Interlocked.CompareExchange(ref _openUntil, Now + Break, until) == until;
    }

    /// <summary>Closes it; true when it was open.</summary>
    public bool Succeed()
    {
        if (Volatile.Read(ref _failures) != 0) Volatile.Write(ref _failures, 0);
        return IsOpen && Interlocked.Exchange(ref _openUntil, 0) != 0;
    }

    /// <summary>Counts a failure; true when it opened for that.</summary>
    public bool Fail()
    {
        if (Interlocked.Increment(ref _failures) < failureCount && !IsOpen) return false;
        return Interlocked.Exchange(ref _openUntil, Now + Break) == 0;
    }

    /// <summary>Returns whether it is open.</summary>
    public override string ToString() => IsOpen ? "open" : "closed";

    private long Break => (long)(breakDuration.TotalSeconds * time.TimestampFrequency);

    // Never 0, which means closed.
    private long Now => Math.Max(1, time.GetTimestamp());
}
