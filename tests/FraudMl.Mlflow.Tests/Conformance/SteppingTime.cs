namespace FraudMl.Mlflow.Tests;

/// <summary>A clock that moves a millisecond whenever it is read, so that order by time is certain.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _milliseconds = 1_800_000_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Increment(ref _milliseconds));
}
