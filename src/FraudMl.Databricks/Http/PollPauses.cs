namespace FraudMl;

/// <summary>How long to wait before what takes its time is asked for again: longer each time.</summary>
internal sealed class PollPauses(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _next = first;

    public int Count { get; private set; }

    public TimeSpan Total { get; private set; }

    public TimeSpan Next()
    {
        TimeSpan pause = _next;
        _next = pause * 1.5 < longest ? pause * 1.5 : longest;
        Count++;
        Total += pause;
        return pause;
    }
}
