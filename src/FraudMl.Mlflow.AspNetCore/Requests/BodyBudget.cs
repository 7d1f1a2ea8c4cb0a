namespace FraudMl.Mlflow;

/// <summary>
/// The bytes of large bodies that may be in memory at the same time: without it, some clients with large bodies use up the machine.
/// </summary>
/// <param name="limit">How many bytes all of them may have together.</param>
/// <param name="time">The clock.</param>
internal sealed class BodyBudget(long limit, TimeProvider time)
{
    /// <summary>Bodies up to this size need no room in the budget.</summary>
    public const int SmallBody = 1 << 20;

    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(2);

    private long _taken;
    private int _isCleaning;

    /// <summary>Takes room; false when there is none now.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="held">What the body has already.</param>
    public bool TryTake(long bytes, long held)
    {
        // One body always fits, whatever the limit, or it could never be sent.
        long taken = Interlocked.Add(ref _taken, bytes);
        if (taken <= limit || taken == bytes + held)
            return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    /// <summary>Gives room back; when the last large body is gone, its memory goes back to the machine soon after.</summary>
    public void Return(long bytes)
    {
        if (bytes > 0 && Interlocked.Add(ref _taken, -bytes) == 0 && Interlocked.Exchange(ref _isCleaning, 1) == 0)
            _ = CleanAsync();
    }

    // Large arrays live in the oldest generation, and a server that is idle afterwards would keep them for hours.
    private async Task CleanAsync()
    {
        do
            await Task.Delay(_quiet, time).ConfigureAwait(false);
        while (Interlocked.Read(ref _taken) > 0);
        Volatile.Write(ref _isCleaning, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
