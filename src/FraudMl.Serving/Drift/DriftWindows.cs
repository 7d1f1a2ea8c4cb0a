namespace FraudMl.Serving;

/// <summary>
/// Counts a model's scored rows by hours. Each processor counts into a stripe of its own, so that requests do not wait for each other; who
/// reads adds them up.
/// </summary>
internal sealed class DriftWindows
{
    private readonly Lock _gate = new();
    private readonly DriftCounter _counter;
    private readonly FraudMonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly DriftCounts[] _stripes;
    private readonly List<DriftWindow> _closed = [];
    private readonly DriftCounts _before;
    private DateTimeOffset _start;
    private long _end;

    public DriftWindows(DriftCounter counter, FraudMonitoringOptions options, TimeProvider time)
    {
        (_counter, _options, _time) = (counter, options, time);
        Since = time.GetUtcNow();
        _stripes = [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, 64)).Select(_ => counter.NewCounts())];
        _before = counter.NewCounts();
        Begin();
    }

    /// <value>When the model came into service.</value>
    public DateTimeOffset Since { get; }

    public ReferenceProfile Reference => _counter.Reference;

    /// <summary>Counts scored rows; many threads at once.</summary>
    public void Count(ScoringSession scored)
    {
        if (_time.GetTimestamp() >= Volatile.Read(ref _end)) CloseOld();
        DriftCounts stripe = _stripes[Thread.GetCurrentProcessorId() % _stripes.Length];
        lock (stripe) _counter.Count(scored, stripe);
    }

    /// <summary>Returns the kept windows that have rows, oldest first; the last is still being counted.</summary>
    public IReadOnlyList<DriftWindow> Windows()
    {
        lock (_gate)
        {
            CloseOld();
            return [.. _closed, new DriftWindow(_start, Now())];
        }
    }

    /// <summary>Returns all rows since the model came into service.</summary>
    public DriftCounts Total()
    {
        lock (_gate)
        {
            DriftCounts total = Now();
            total.Add(_before);
            return total;
        }
    }

    /// <summary>Adds windows up.</summary>
    public DriftCounts Sum(IEnumerable<DriftWindow> windows)
    {
        DriftCounts sum = _counter.NewCounts();
        foreach (DriftWindow window in windows) sum.Add(window.Counts);
        return sum;
    }

    // Rows that are counted at this very moment may fall into the window before or after.
    private void CloseOld()
    {
        lock (_gate)
        {
            if (_time.GetTimestamp() < _end) return;
            DriftCounts counts = _counter.NewCounts();
            for (int i = 0; i < _stripes.Length; i++)
            {
                // The stripe itself stays: others may be waiting for it.
                lock (_stripes[i]) _stripes[i].MoveTo(counts);
            }

            if (counts.RowCount > 0) _closed.Add(new DriftWindow(_start, counts));
            _before.Add(counts);
            Begin();
            _closed.RemoveAll(window => window.Start <= _start - (_options.WindowCount * _options.Window));
        }
    }

    private void Begin()
    {
        DateTimeOffset now = _time.GetUtcNow();
        _start = new DateTimeOffset(now.Ticks - (now.Ticks % _options.Window.Ticks), TimeSpan.Zero);
        TimeSpan left = _start + _options.Window - now;
        Volatile.Write(ref _end, _time.GetTimestamp() + (long)(left.TotalSeconds * _time.TimestampFrequency));
    }

    private DriftCounts Now()
    {
        DriftCounts sum = _counter.NewCounts();
        foreach (DriftCounts stripe in _stripes)
        {
            lock (stripe) sum.Add(stripe);
        }

        return sum;
    }
}

/// <summary>The rows that were scored in one window.</summary>
internal sealed record DriftWindow(DateTimeOffset Start, DriftCounts Counts);
