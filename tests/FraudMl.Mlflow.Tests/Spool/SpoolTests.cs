using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Mlflow.Tests;

public sealed class SpoolTests : MlflowServerTests
{
    /// <summary>MLflow refuses a NaN that it already has, and with it the batch; so it does when the answer to the
    /// first attempt was lost.</summary>
    [Fact]
    public async Task A_NaN_that_the_server_already_has_is_no_refusal_and_holds_nothing_back()
    {
        bool isAway = true;
        Server.Before = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/log-batch", StringComparison.Ordinal))
                return false;
            if (isAway)
            {
                context.Abort();
                return true;
            }

            if (!Server.Requests.Last().Body.Contains("NaN", StringComparison.Ordinal))
                return false;
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(
                new { error_code = "BAD_REQUEST", message = "(sqlite3.IntegrityError) UNIQUE constraint failed: metrics.key" });
            return true;
        };
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("nan");
        run.LogMetric("first", 1);
        run.LogMetric("nothing", double.NaN);
        run.LogMetric("last", 2);
        // Each flush waits for an attempt; the answer to the first one got lost.
        await Should.ThrowAsync<MlflowException>(run.FlushAsync());
        isAway = false;
        await run.FlushAsync();
        await run.DisposeAsync();
        (await client.Runs.GetAsync(run.RunId)).Run.Data.Metrics.Select(metric => metric.Key)
            .ShouldBe(["first", "last"], ignoreOrder: true);
    }

    /// <summary>Requests break off before and after they took effect; nothing is lost, doubled or out of order.</summary>
    [Fact]
    public async Task Every_metric_arrives_once_from_a_server_that_keeps_breaking()
    {
        var random = new Random(7);
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("breaking");
        Server.Before = context =>
        {
            bool breaks = context.Request.Path.Value!.EndsWith("/log-batch", StringComparison.Ordinal) && random.NextDouble() < 0.3;
            if (breaks)
                context.Abort();
            return Task.FromResult(breaks);
        };
        Server.StatusAfter = path => path.EndsWith("/log-batch", StringComparison.Ordinal) && random.NextDouble() < 0.3 ? 503 : null;
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 100; j++)
                run.LogMetric("loss", (i * 100) + j, (i * 100) + j);
            await run.SetTagAsync("last", i.ToString(CultureInfo.InvariantCulture));
        }

        await run.LogParamAsync("depth", 3);
        await DeliverAsync(client, run);
        await ShouldHaveAsync(client, run.RunId, 3_000, MlflowRunStatus.Finished);
        MlflowRunData data = (await client.Runs.GetAsync(run.RunId)).Run.Data;
        data.Tags.ShouldContain(new MlflowTag("last", "29"));
        data.Params.ShouldBe([new MlflowParam("depth", "3")]);
    }

    [Fact]
    public async Task What_is_logged_while_the_server_is_away_is_delivered_when_it_is_back()
    {
        MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("away");
        Server.Before = Refuse;
        run.LogMetric("loss", 0);
        (await Should.ThrowAsync<MlflowException>(run.FlushAsync())).Message.ShouldContain("waits on disk");
        await run.LogParamAsync("depth", 3);
        await run.SetTagAsync("kind", "rf");
        await run.EndAsync(MlflowRunStatus.Failed);
        run.IsDelivered.ShouldBeFalse();
        client.Dispose();

        Server.Before = null;
        // The next process, with the same tracking URI.
        using MlflowClient next = Server.Connect(retryCount: 0);
        (await next.DeliverSpoolAsync()).ShouldBe(1);
        await ShouldHaveAsync(next, run.RunId, 1, MlflowRunStatus.Failed);
        MlflowRunData data = (await next.Runs.GetAsync(run.RunId)).Run.Data;
        data.Params.ShouldBe([new MlflowParam("depth", "3")]);
        data.Tags.ShouldContain(new MlflowTag("kind", "rf"));
        Directory.GetFiles(Store.Spool, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        run.IsDelivered.ShouldBeTrue();
    }

    /// <summary>As a proxy answers while its server moves, or a log-in that a redirect leads to.</summary>
    [Theory]
    [InlineData(404)]
    [InlineData(200)]
    public async Task A_page_in_place_of_an_answer_loses_nothing(int status)
    {
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("pages");
        Server.Before = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<html>No server here</html>");
            return true;
        };
        run.LogMetric("loss", 0);
        await run.LogParamAsync("depth", 3);
        MlflowException error = await Should.ThrowAsync<MlflowException>(run.FlushAsync());
        error.Message.ShouldContain("text/html");
        error.InnerException.ShouldBeOfType<MlflowException>().Request.ShouldBe("POST /api/2.0/mlflow/runs/log-batch");
        Server.Before = null;
        await run.EndAsync();
        await ShouldHaveAsync(client, run.RunId, 1, MlflowRunStatus.Finished);
        (await client.Runs.GetAsync(run.RunId)).Run.Data.Params.ShouldBe([new MlflowParam("depth", "3")]);
    }

    [Fact]
    public async Task A_store_that_is_away_is_not_asked_for_every_value()
    {
        // Nobody moves the clock, so no pause ends.
        using MlflowClient client = Server.Connect(retryCount: 0, time: new FakeTimeProvider());
        MlflowActiveRun run = await client.StartRunAsync("patient");
        Server.Before = Refuse;
        await run.LogParamAsync("depth", 3);
        run.IsStoreAway.ShouldBeTrue();
        int asked = Server.Requests.Count;
        for (int i = 0; i < 500; i++)
        {
            run.LogMetric("loss", i, i);
            await Task.Yield();
        }

        (Server.Requests.Count - asked).ShouldBeLessThan(20);
        Server.Before = null;
        await run.EndAsync();
        await ShouldHaveAsync(client, run.RunId, 500, MlflowRunStatus.Finished);
    }

    /// <summary>What makes sending again harmless, in MLflow's own tables too: key, step, time and value are the key of a point.</summary>
    [Fact]
    public async Task Two_points_that_are_equal_to_the_millisecond_are_one()
    {
        var clock = new StoppedTime();
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = Store.TrackingUri,
            SpoolFolder = Store.Spool }, clock);
        await using MlflowActiveRun run = await client.StartRunAsync("equal");
        run.LogMetric("loss", 0.5);
        run.LogMetric("loss", 0.5);
        clock.Milliseconds++;
        run.LogMetric("loss", 0.5);
        run.LogMetric("loss", 0.25);
        await run.FlushAsync();
        (await client.Runs.GetMetricHistoryAsync(run.RunId, "loss")).Metrics
            .Select(metric => (metric.Value, metric.Timestamp - StoppedTime.Start))
            .ShouldBe([(0.5, 0), (0.25, 1), (0.5, 1)]);
    }

    [Fact]
    public async Task A_full_spool_is_told_and_keeps_what_it_has()
    {
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = Server.Address, SpoolFolder = Store.Spool,
            RetryCount = 0, SpoolLimit = 1_000_000 });
        MlflowActiveRun run = await client.StartRunAsync("full");
        Server.Before = Refuse;
        run.LogMetric("loss", 0, 0);
        await Should.ThrowAsync<MlflowException>(run.FlushAsync());
        int logged = 1;
        MlflowException error = Should.Throw<MlflowException>(() =>
        {
            for (; ; logged++)
                run.LogMetric("loss", logged, logged);
        });
        error.Message.ShouldContain("SpoolLimit");
        Server.Before = null;
        await run.FlushAsync();
        await run.EndAsync();
        await ShouldHaveAsync(client, run.RunId, logged, MlflowRunStatus.Finished);
    }

    /// <summary>Kills a process at random points; whatever its calls had logged arrives, once, and the run is ended as killed.</summary>
    [Fact]
    public async Task What_a_killed_process_had_logged_is_delivered_by_the_next()
    {
        var random = new Random(11);
        for (int round = 0; round < 3; round++)
        {
            (string runId, int logged) = await KillAsync(after: random.Next(100, 5_000), requestCount: random.Next(0, 5));
            Server.Before = null;
            using MlflowClient client = Server.Connect();
            (await client.DeliverSpoolAsync()).ShouldBe(1);
            (await client.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Killed);
            List<double> values = await HistoryAsync(client, runId);
            // The last one may have been written, but not told.
            values.Count.ShouldBeInRange(logged, logged + 1);
            values.ShouldBe(Enumerable.Range(0, values.Count).Select(i => (double)i));
            (await client.DeliverSpoolAsync()).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_journal_with_half_a_line_is_delivered_up_to_it()
    {
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("torn");
        Server.Before = Refuse;
        run.LogMetric("loss", 0, 0);
        run.LogMetric("loss", 1, 1);
        await run.EndAsync();
        string journal = Directory.GetFiles(Store.Spool, "*.journal", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(journal, "{\"metric\":{\"key\":\"lo");
        Server.Before = null;
        (await client.DeliverSpoolAsync()).ShouldBe(1);
        (await client.Runs.GetAsync(run.RunId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        (await HistoryAsync(client, run.RunId)).ShouldBe([0, 1]);
    }

    private static Task<bool> Refuse(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(true);
    }

    /// <summary>Kills a process after so many values; the server is away after so many requests, so that much waits on disk.</summary>
    private async Task<(string RunId, int Logged)> KillAsync(int after, int requestCount)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [LoggingApp.Path, Server.Address, Store.Spool, "1000000"]) { RedirectStandardOutput = true })!;
        string runId = (await process.StandardOutput.ReadLineAsync())!;
        int logged = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Server.Before = context => Interlocked.Decrement(ref requestCount) < 0 ? Refuse(context) : Task.FromResult(false);
        while (logged < after && await process.StandardOutput.ReadLineAsync() is { } line)
            logged = int.Parse(line, CultureInfo.InvariantCulture);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            logged = int.TryParse(line, out int number) && number == logged + 1 ? number : logged;
        await process.WaitForExitAsync();
        return (runId, logged);
    }

    /// <summary>Ends the run and asks a server that breaks again and again until it has it.</summary>
    private static async Task DeliverAsync(MlflowClient client, MlflowActiveRun run)
    {
        await run.EndAsync();
        for (int attempt = 0; (await client.Runs.GetAsync(run.RunId)).Run.Info.Status != MlflowRunStatus.Finished; attempt++)
        {
            attempt.ShouldBeLessThan(300);
            await client.DeliverSpoolAsync();
        }
    }

    private static async Task ShouldHaveAsync(MlflowClient client, string runId, int count, MlflowRunStatus status)
    {
        (await client.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(status);
        (await HistoryAsync(client, runId)).ShouldBe(Enumerable.Range(0, count).Select(i => (double)i));
    }

    private static async Task<List<double>> HistoryAsync(MlflowClient client, string runId) =>
        [.. (await client.Runs.GetMetricHistoryAsync(runId, "loss")).Metrics.OrderBy(metric => metric.Step).Select(metric => metric.Value)];

    private sealed class StoppedTime : TimeProvider
    {
        public const long Start = 1_800_000_000_000;

        public long Milliseconds { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);
    }
}
