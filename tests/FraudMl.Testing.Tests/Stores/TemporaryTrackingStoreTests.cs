using FraudMl.Mlflow;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Testing.Tests;

public sealed class TemporaryTrackingStoreTests
{
    [Fact]
    public async Task What_is_logged_is_read_with_the_times_of_the_tests_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var store = new TemporaryTrackingStore(clock);
        await using MlflowActiveRun started = await store.Client.StartRunAsync("cards");
        started.LogMetric("average_precision", 0.8);
        clock.Advance(TimeSpan.FromMinutes(5));
        await started.EndAsync();

        using MlflowClient another = MlflowClient.Connect(new MlflowOptions { TrackingUri = store.TrackingUri });
        MlflowRun run = (await another.Runs.GetAsync(started.RunId)).Run;

        run.Data.Metrics.ShouldHaveSingleItem().Value.ShouldBe(0.8);
        (run.Info.EndTime - run.Info.StartTime).ShouldBe(300_000);
    }

    [Fact]
    public void It_is_gone_with_its_files()
    {
        var store = new TemporaryTrackingStore();
        string file = store.TrackingUri["sqlite:///".Length..];
        File.Exists(file).ShouldBeTrue();

        store.Dispose();

        Directory.Exists(Path.GetDirectoryName(file)).ShouldBeFalse();
    }
}
