namespace FraudMl.Tests;

/// <summary>A machine whose clock stands in a zone; tests that need it run alone.</summary>
internal sealed class LocalClock : IDisposable
{
    public const string Alone = "a zone of one's own";

    private readonly string? _before = Environment.GetEnvironmentVariable("TZ");

    public LocalClock(string zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
        TimeZoneInfo.Local.BaseUtcOffset.ShouldNotBe(TimeSpan.Zero);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TZ", _before);
        TimeZoneInfo.ClearCachedData();
    }
}

[CollectionDefinition(LocalClock.Alone, DisableParallelization = true)]
public sealed class LocalClockCollection;
