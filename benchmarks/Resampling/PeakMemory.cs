namespace FraudMl.Benchmarks;

/// <summary>Watches how far the process's memory rises above where it was.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before = Now();
    private readonly Thread _watch;
    private volatile bool _stopped;
    private long _peak;

    public PeakMemory()
    {
        _watch = new Thread(() =>
        {
            while (!_stopped)
            {
                Look();
                Thread.Sleep(1);
            }
        })
        { IsBackground = true };
        _watch.Start();
    }

    public double PeakMegabytes
    {
        get
        {
            Look();
            return (Interlocked.Read(ref _peak) - _before) / 1e6;
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _watch.Join();
    }

    private static long Now() => GC.GetTotalMemory(forceFullCollection: false);

    private void Look()
    {
        long now = Now();
        if (now > Interlocked.Read(ref _peak)) Interlocked.Exchange(ref _peak, now);
    }
}
