namespace FraudMl.Databricks.Double;

/// <summary>A clock on which waiting takes no time: it jumps to where a timer is due. Between the jumps it runs as any clock
/// does.</summary>
public sealed class DoubleClock : TimeProvider
{
    private readonly DateTimeOffset _start = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private readonly long _began = System.GetTimestamp();
    private long _skipped;

    /// <summary>How much of its time was jumped over.</summary>
    public TimeSpan Skipped => new(Interlocked.Read(ref _skipped));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (System.GetElapsedTime(_began) + Skipped).Ticks;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class JumpingTimer(DoubleClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isOver || dueTime < TimeSpan.Zero) return !_isOver;
            clock.Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (!_isOver) callback(state);
            });
            return true;
        }

        public void Dispose() => _isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
