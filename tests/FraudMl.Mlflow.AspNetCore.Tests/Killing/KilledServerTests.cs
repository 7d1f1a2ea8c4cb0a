using System.Diagnostics;
using System.Globalization;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A server process that is killed with SIGKILL at seeded random moments while clients log to it. FRAUDML_SOAK=1 kills it
/// thirty times as often.</summary>
public sealed class KilledServerTests : IAsyncLifetime, IDisposable
{
    private static readonly int _scale = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 30 : 1;

    private readonly TemporaryStore _store = new();
    private readonly ServerProcess _server;

    public KilledServerTests() => _server = new ServerProcess(_store);

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _server.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task Every_value_arrives_once_and_in_order()
    {
        var clock = new SetClock();
        using MlflowClient client = Connect(retryCount: 0, clock);
        MlflowActiveRun run = await client.StartRunAsync("killed");
        Task killing = _server.KillAsync(4 * _scale, new Random(3));
        var logged = new List<(string Key, double Value, long Timestamp, long Step)>();
        var parameters = new List<(string Key, string Value)>();
        for (int i = 0; !killing.IsCompleted; i++)
        {
            // Several keys, values that repeat, two steps a millisecond.
            (string Key, double Value, long Timestamp, long Step) point = ($"metric_{i % 3}", i % 7, clock.Milliseconds += i % 2, i);
            run.LogMetric(point.Key, point.Value, point.Step);
            logged.Add(point);
            if (i % 20 != 0)
                continue;
            await Task.Delay(2);
            string number = i.ToString(CultureInfo.InvariantCulture);
            await run.SetTagAsync("last", number);
            await run.LogParamAsync($"param_{number}", i);
            parameters.Add(($"param_{number}", number));
            if (i % 400 == 0)
                await Ignored(run.FlushAsync());
        }

        await killing;
        await run.EndAsync();
        await DeliverAsync(client, run.RunId);

        StoredRows.AreIntact(_store).ShouldBeTrue();
        List<(string, double, long, long)> stored = StoredRows.Metrics(_store, run.RunId);
        stored.Count.ShouldBe(logged.Count);
        stored.SequenceEqual(logged).ShouldBeTrue();
        StoredRows.Params(_store, run.RunId).ShouldBe(parameters);
        MlflowRun ended = (await client.Runs.GetAsync(run.RunId)).Run;
        ended.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        ended.Data.Tags.Single(tag => tag.Key == "last").Value.ShouldBe(parameters[^1].Value);
        ended.Data.Metrics.Select(metric => (metric.Key, metric.Value, metric.Timestamp, metric.Step))
            .ShouldBe(logged.TakeLast(3), ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_killed_client_had_logged_to_a_killed_server_is_delivered_by_the_next()
    {
        var random = new Random(11);
        for (int round = 0; round < 2 * _scale; round++)
        {
            Task killing = _server.KillAsync(1, random);
            (string runId, int logged) = await KillClientAsync(after: random.Next(500, 20_000));
            await killing;
            using MlflowClient next = Connect(retryCount: 0);
            killing = _server.KillAsync(1, random);
            await DeliverAsync(next, runId);
            await killing;
            (await next.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Killed);
            List<(string Key, double Value, long Timestamp, long Step)> stored = StoredRows.Metrics(_store, runId);
            // The last one may have been written, but not told.
            stored.Count.ShouldBeInRange(logged, logged + 1);
            stored.Select(metric => (metric.Key, metric.Value, metric.Step))
                .ShouldBe(Enumerable.Range(0, stored.Count).Select(i => ("loss", (double)i, (long)i)));
        }

        StoredRows.AreIntact(_store).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_starts_meanwhile_is_made_once_or_refused()
    {
        using MlflowClient client = Connect(retryCount: 3);
        string experimentId = await client.GetOrCreateExperimentAsync("starting");
        var started = new List<string>();
        Task killing = _server.KillAsync(4 * _scale, new Random(5));
        while (!killing.IsCompleted)
        {
            await Ignored(StartAsync());
            await Task.Delay(5);
        }

        await killing;
        foreach (string runId in started)
            await DeliverAsync(client, runId);
        List<MlflowRun> runs = await client.Runs.SearchAllAsync(new MlflowSearchRuns { ExperimentIds = [experimentId] }).ToListAsync();
        List<MlflowRun> kept = [.. runs.Where(run => started.Contains(run.Info.RunId))];
        kept.Count.ShouldBe(started.Count);
        kept.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished && run.Data.Metrics.Count == 1);
        // Those whose start was refused to the caller may be there, never one twice.
        runs.Select(run => run.Data.Tags.Single(tag => tag.Key == "fraudml.creationKey").Value).ShouldBeUnique();

        async Task StartAsync()
        {
            await using MlflowActiveRun run = await client.StartRunAsync("starting");
            started.Add(run.RunId);
            run.LogMetric("loss", started.Count);
        }
    }

    private MlflowClient Connect(int retryCount, TimeProvider? time = null) => MlflowClient.Connect(
        new MlflowOptions { TrackingUri = _server.Address, SpoolFolder = _store.Spool, RetryCount = retryCount,
            Timeout = TimeSpan.FromSeconds(30) }, time);

    /// <summary>Kills a process that logs as fast as it can, after so many values.</summary>
    private async Task<(string RunId, int Logged)> KillClientAsync(int after)
    {
        string[] arguments = [LoggingApp.Path, _server.Address, _store.Spool, "1000000"];
        while (true)
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true,
                RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string runId = await process.StandardOutput.ReadLineAsync() ?? "";
            int logged = 0;
            while (logged < after && await process.StandardOutput.ReadLineAsync() is { } line)
                logged = int.Parse(line, CultureInfo.InvariantCulture);
            process.Kill();
            // The last line may be torn.
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                logged = int.TryParse(line, CultureInfo.InvariantCulture, out int number) && number == logged + 1 ? number : logged;
            await process.WaitForExitAsync();
            await errors;
            // Otherwise the server was killed while the run was about to start; then there is nothing to lose.
            if (logged > 0)
                return (runId, logged);
        }
    }

    private async Task DeliverAsync(MlflowClient client, string runId)
    {
        for (int attempt = 0; !await IsOverAsync(); attempt++)
        {
            attempt.ShouldBeLessThan(300);
            await _server.IsUpAgainAsync();
        }

        async Task<bool> IsOverAsync()
        {
            try
            {
                await client.DeliverSpoolAsync();
                return (await client.Runs.GetAsync(runId)).Run.Info.Status != MlflowRunStatus.Running;
            }
            catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.TemporarilyUnavailable)
            {
                return false;
            }
        }
    }

    private static async Task Ignored(Task call)
    {
        try
        {
            await call;
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.TemporarilyUnavailable)
        {
            // The server is being killed.
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public long Milliseconds { get; set; } = 1_800_000_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);
    }
}
