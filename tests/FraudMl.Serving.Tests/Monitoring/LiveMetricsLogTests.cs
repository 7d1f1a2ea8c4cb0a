using FraudMl.Mlflow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

public sealed class LiveMetricsLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-").FullName;

    private string Uri => $"sqlite:///{Path.Combine(_folder, "mlflow.db")}";

    [Fact]
    public async Task A_day_is_one_run_that_labels_bring_up_to_date()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        using MlflowClient client = MlflowClient.Connect(new() { TrackingUri = Uri });
        await using ScoringServer server = await MonitoredServer.StartAsync(time);
        LiveMetricsLog log = LogOf(server, () => client, time);
        Dataset rows = TestModels.Mixed(100, 9);
        await server.ScoreAsync(rows, "a");
        await log.LogAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromDays(1));
        await server.ScoreAsync(TestModels.Mixed(50, 8), "b");
        await server.LabelAsync(rows, "a");
        await log.LogAsync(CancellationToken.None);

        // Another process of this server goes on with the same runs.
        time.Advance(TimeSpan.FromMinutes(1));
        await LogOf(server, () => client, time).LogAsync(CancellationToken.None);

        MlflowRun[] runs = await RunsAsync(client);
        runs.Select(run => run.Info.RunName).ShouldBe(["Gradient descent 2026-03-01", "Gradient descent 2026-03-02"]);
        Metric(runs[0], "live_rows").ShouldBe(100);
        Metric(runs[0], "live_labelled").ShouldBe(100);
        Metric(runs[0], "live_average_precision").ShouldBe(
            TestModels.MixedModel.Evaluate(rows, new() { DrawCount = 0 })[Metrics.AveragePrecision], 1e-12);
        Metric(runs[1], "live_rows").ShouldBe(50);
        runs.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
    }

    [Fact]
    public async Task A_store_that_is_away_gets_everything_when_it_is_back()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        await using ScoringServer server = await MonitoredServer.StartAsync(time);
        MlflowClient? client = null;
        LiveMetricsLog log = LogOf(server, () => client ?? throw new FraudMlException("away"), time);
        await server.ScoreAsync(TestModels.Mixed(10, 9), "a");
        await Should.ThrowAsync<FraudMlException>(() => log.LogAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromDays(1));
        await server.ScoreAsync(TestModels.Mixed(20, 9), "b");
        await Should.ThrowAsync<FraudMlException>(() => log.LogAsync(CancellationToken.None));
        client = MlflowClient.Connect(new() { TrackingUri = Uri });

        await log.LogAsync(CancellationToken.None);

        (await RunsAsync(client)).Select(run => Metric(run, "live_rows")).ShouldBe([10, 20]);
        client.Dispose();
    }

    [Fact]
    public async Task The_server_logs_when_it_stops()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        using MlflowClient client = MlflowClient.Connect(new() { TrackingUri = Uri });
        await using (ScoringServer server = await MonitoredServer.StartAsync(
            time, options => options.ExperimentName = "live", services => services.AddSingleton(client)))
            await server.ScoreAsync(TestModels.Mixed(10, 9), "a");

        (await RunsAsync(client)).Select(run => Metric(run, "live_rows")).ShouldBe([10]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LiveMetricsLog LogOf(ScoringServer server, Func<MlflowClient> connect, TimeProvider time) =>
        new("live", server.Services.GetRequiredKeyedService<FraudMonitor>(""), connect, time);

    private static async Task<MlflowRun[]> RunsAsync(MlflowClient client)
    {
        string experiment = await client.GetOrCreateExperimentAsync("live");
        MlflowRunPage page = await client.Runs.SearchAsync(new() { ExperimentIds = [experiment] });
        return [.. page.Runs.OrderBy(run => run.Info.RunName, StringComparer.Ordinal)];
    }

    private static double Metric(MlflowRun run, string key) => run.Data.Metrics.Single(metric => metric.Key == key).Value;
}
