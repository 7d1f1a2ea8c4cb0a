using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

public sealed class SystemSamplerTests : IDisposable
{
    private readonly TrackedStore _store = new();
    private readonly TickingTime _time = new();

    [Fact]
    public async Task Each_tick_logs_one_step_of_what_the_machine_is_busy_with_under_the_keys_of_MLflow()
    {
        await using MlflowActiveRun run = await _store.Client.StartRunAsync("machine");
        var sampler = new SystemSampler(run, _time);
        _time.Interval.ShouldBe(TimeSpan.FromSeconds(10));
        for (int step = 0; step < 3; step++)
        {
            _time.Tick();
            await UntilAsync(run, step + 1);
        }

        await sampler.StopAsync();

        MlflowRun logged = (await _store.Client.Runs.GetAsync(run.RunId)).Run;
        (await _store.HistoryAsync(logged, "system/disk_usage_percentage")).Select(value => value.Step).ShouldBe([0, 1, 2]);
        string[] shares = ["system/disk_usage_percentage", .. OperatingSystem.IsLinux()
            ? new[] { "system/system_memory_usage_percentage" } : []];
        foreach (string share in shares) TrackedStore.Metric(logged, share)!.Value.ShouldBeInRange(0.1, 100, share);
        foreach (string size in new[] { "disk_usage_megabytes", "disk_available_megabytes", "network_receive_megabytes",
            "network_transmit_megabytes" })
            TrackedStore.Metric(logged, $"system/{size}")!.Value.ShouldBeGreaterThanOrEqualTo(0, size);
    }

    [Fact]
    public async Task Nothing_is_sampled_where_that_is_not_wanted()
    {
        var observer = new MlflowObserver(_store.Client, new() { LogSystemMetrics = false }, _time);
        foreach (ExperimentEvent happened in await FraudMl.Tests.EventScripts.Of("winner without evaluation"))
            await observer.OnEventAsync(happened, default);

        _time.Interval.ShouldBe(TimeSpan.Zero);
        (await _store.ParentAsync()).Data.Metrics.ShouldNotContain(metric => metric.Key.StartsWith("system/", StringComparison.Ordinal));
    }

    public void Dispose() => _store.Dispose();

    private async Task UntilAsync(MlflowActiveRun run, int count)
    {
        MlflowRun logged = (await _store.Client.Runs.GetAsync(run.RunId)).Run;
        for (int tries = 0; tries < 500 && (await _store.HistoryAsync(logged, "system/network_transmit_megabytes")).Length < count; tries++)
            await Task.Delay(10);
    }

    /// <summary>A clock whose only timer fires when it is told to.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private Action _fire = () => { };

        public TimeSpan Interval { get; private set; }

        public void Tick() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_fire, Interval) = (() => callback(state), period);
            return new Told();
        }

        private sealed class Told : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
