using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Mlflow.Tests;

/// <summary>A clock that a test moves, and that tells when somebody begins to wait by it.</summary>
internal sealed class TimersTold : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waited = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Moves the clock once somebody waits.</summary>
    public async Task AdvanceOnceWaitedAsync(TimeSpan time)
    {
        await _waited.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Advance(time);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _waited.Writer.TryWrite(dueTime);
        return timer;
    }
}
