namespace FraudMl.Serving;

/// <summary>The transactions, durations and decisions of one model in each of the last 60 seconds.</summary>
internal sealed class TrafficMinute
{
    private const int SecondCount = 60;

    // A quarter of an octave each, from 1 µs: a percentile is right within 19 %.
    private const int BinsAnOctave = 4, BinCount = 24 * BinsAnOctave;

    private readonly Second[] _seconds = [.. Enumerable.Range(0, SecondCount + 1).Select(_ => new Second())];
    private readonly Lock _lock = new();

    public void AddRequest(long now, double seconds)
    {
        int bin = (int)Math.Clamp(Math.Ceiling(Math.Log2(Math.Max(seconds * 1e6, 1)) * BinsAnOctave), 0, BinCount - 1);
        lock (_lock) At(now).Durations[bin]++;
    }

    public void AddRows(long now, int rowCount)
    {
        lock (_lock) At(now).RowCount += rowCount;
    }

    public void AddDecided(long now, long rowCount, bool isFlagged)
    {
        lock (_lock)
        {
            Second second = At(now);
            second.DecidedCount += rowCount;
            if (isFlagged) second.FlaggedCount += rowCount;
        }
    }

    /// <summary>Reads the seconds before this one, which is not over.</summary>
    public ConsoleTraffic Read(long now)
    {
        var rows = new long[SecondCount];
        var durations = new long[BinCount];
        long decidedCount = 0, flaggedCount = 0;
        lock (_lock)
        {
            for (int i = 0; i < SecondCount; i++)
            {
                Second second = _seconds[Index(now - SecondCount + i)];
                if (second.Time != now - SecondCount + i) continue;
                rows[i] = second.RowCount;
                decidedCount += second.DecidedCount;
                flaggedCount += second.FlaggedCount;
                for (int bin = 0; bin < BinCount; bin++) durations[bin] += second.Durations[bin];
            }
        }

        long requestCount = durations.Sum();
        return new ConsoleTraffic(rows, rows.Sum() / (double)SecondCount, requestCount / (double)SecondCount,
            Quantile(durations, requestCount, 0.5), Quantile(durations, requestCount, 0.99),
            decidedCount == 0 ? null : flaggedCount / (double)decidedCount);
    }

    private static double? Quantile(long[] durations, long count, double share)
    {
        if (count == 0) return null;
        long below = 0;
        for (int bin = 0; bin < BinCount; bin++)
        {
            below += durations[bin];
            if (below >= share * count) return Math.Pow(2, bin / (double)BinsAnOctave) * 1e-6;
        }

        return null;
    }

    private static int Index(long second) => (int)(second % (SecondCount + 1));

    private Second At(long now)
    {
        Second second = _seconds[Index(now)];
        if (second.Time != now) second.Begin(now);
        return second;
    }

    private sealed class Second
    {
        public long Time { get; private set; } = -1;

        public long RowCount { get; set; }

        public long DecidedCount { get; set; }

        public long FlaggedCount { get; set; }

        public long[] Durations { get; } = new long[BinCount];

        public void Begin(long time)
        {
            (Time, RowCount, DecidedCount, FlaggedCount) = (time, 0, 0, 0);
            Array.Clear(Durations);
        }
    }
}
