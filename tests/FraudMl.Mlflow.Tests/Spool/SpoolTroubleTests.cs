using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow.Tests;

/// <summary>What goes wrong with the spool itself: damaged journals, a full disk's share, an end while the store is away.</summary>
public sealed class SpoolTroubleTests : MlflowServerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, byte[]> Garbage => new()
    {
        { "no header", "This was never a journal.\nNot a line of it.\n"u8.ToArray() },
        { "no JSON", [8, 0, 0, 0, 0, 0, 0, 0, .. "no json\n"u8] },
        { "JSON of something else", [8, 0, 0, 0, 0, 0, 0, 0, .. "{\"name\":\"x\"}\n"u8] },
        { "null", [8, 0, 0, 0, 0, 0, 0, 0, .. "null\n"u8] },
        { "one endless line", [8, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)'x', 2_000_000)] },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task A_journal_of_garbage_is_put_aside_and_blocks_no_other(string what, byte[] content)
    {
        string runId = await LeaveAsync();
        string folder = Path.GetDirectoryName(Journals().Single())!;
        // Whatever order the file system lists them in, one comes first.
        string[] damaged = [Path.Combine(folder, "0000.journal"), Path.Combine(folder, "zzzz.journal")];
        foreach (string path in damaged)
            await File.WriteAllBytesAsync(path, content);

        using MlflowClient next = Server.Connect(retryCount: 0);
        (await next.DeliverSpoolAsync()).ShouldBe(1, what);

        (await next.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        Journals().ShouldBeEmpty();
        foreach (string path in damaged)
            (await File.ReadAllBytesAsync(path + ".bad")).ShouldBe(content, what);
    }

    [Fact]
    public async Task The_background_goes_past_a_damaged_journal()
    {
        string runId = await LeaveAsync();
        string folder = Path.GetDirectoryName(Journals().Single())!;
        foreach (string name in (string[])["0000.journal", "zzzz.journal"])
            await File.WriteAllTextAsync(Path.Combine(folder, name), "This was never a journal.\n");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.StatusAfter = path =>
        {
            if (path.EndsWith("/runs/update", StringComparison.Ordinal)
                && Server.Requests.Any(request => request.Path == path && request.Body.Contains(runId, StringComparison.Ordinal)))
                ended.TrySetResult();
            return null;
        };

        using MlflowClient next = Server.Connect(retryCount: 0);
        await next.RunAsync("other", _ => ended.Task.WaitAsync(_patience));

        (await next.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
    }

    [Fact]
    public async Task What_stands_before_the_damage_is_delivered()
    {
        string runId = await LeaveAsync(end: MlflowRunStatus.Failed);
        string journal = Journals().Single();
        string[] lines = (await File.ReadAllTextAsync(journal, System.Text.Encoding.Latin1)).Split('\n');
        lines[1] = "no json";
        await File.WriteAllTextAsync(journal, string.Join('\n', lines), System.Text.Encoding.Latin1);

        using MlflowClient next = Server.Connect(retryCount: 0);
        await next.DeliverSpoolAsync();

        (await next.Runs.GetMetricHistoryAsync(runId, "loss")).Metrics.Select(metric => metric.Value).ShouldBe([0]);
        // Nobody knows any more how it ended, and it is not complete.
        (await next.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Killed);
        File.Exists(journal + ".bad").ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_was_refused_something_does_not_keep_the_others_waiting()
    {
        using (MlflowClient client = Server.Connect(retryCount: 0))
        {
            MlflowActiveRun[] runs = [await client.StartRunAsync("one"), await client.StartRunAsync("two"),
                await client.StartRunAsync("three")];
            Server.Before = Refuse;
            foreach (MlflowActiveRun run in runs)
            {
                run.LogMetric("loss", 1);
                run.LogMetric("bad", 1, modelId: "m-unknown");
                await run.EndAsync();
            }
        }

        Server.Before = null;
        using MlflowClient next = Server.Connect(retryCount: 0);
        await Should.ThrowAsync<MlflowException>(next.DeliverSpoolAsync());
        Journals().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_spool_takes_the_end_of_its_run()
    {
        var options = new MlflowOptions { TrackingUri = Server.Address, SpoolFolder = Store.Spool, RetryCount = 0, SpoolLimit = 1_000_000 };
        string runId;
        using (MlflowClient client = MlflowClient.Connect(options))
        {
            MlflowActiveRun run = await client.StartRunAsync("full");
            runId = run.RunId;
            Server.Before = Refuse;
            run.LogMetric("loss", 0, 0);
            await Should.ThrowAsync<MlflowException>(run.FlushAsync());
            Should.Throw<MlflowException>(() =>
            {
                for (int step = 1; ; step++)
                    run.LogMetric("loss", step, step);
            }).Message.ShouldContain("SpoolLimit");
            await run.EndAsync(MlflowRunStatus.Failed);
        }

        Server.Before = null;
        using MlflowClient next = MlflowClient.Connect(options);
        (await next.DeliverSpoolAsync()).ShouldBe(1);
        (await next.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Failed);
    }

    [Fact]
    public async Task A_flush_after_an_end_that_found_the_store_away_says_so()
    {
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("away");
        Server.Before = Refuse;
        run.LogMetric("loss", 0);
        await run.EndAsync();
        MlflowException error = await Should.ThrowAsync<MlflowException>(run.FlushAsync().WaitAsync(_patience));
        error.Message.ShouldContain("waits on disk");
    }

    [Fact]
    public async Task A_flush_beside_an_end_while_the_store_is_away_comes_back()
    {
        for (int round = 0; round < 20; round++)
        {
            using MlflowClient client = Server.Connect(retryCount: 0);
            MlflowActiveRun run = await client.StartRunAsync("away");
            Server.Before = Refuse;
            run.LogMetric("loss", 0);
            Task[] flushes = [.. Enumerable.Range(0, 4).Select(_ => run.FlushAsync())];
            Task end = run.EndAsync();
            foreach (Task flush in flushes)
                (await Should.ThrowAsync<MlflowException>(flush.WaitAsync(_patience))).Message.ShouldContain("waits on disk");
            await end.WaitAsync(_patience);
            Server.Before = null;
        }
    }

    private static Task<bool> Refuse(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(true);
    }

    private string[] Journals() =>
        Directory.Exists(Store.Spool) ? Directory.GetFiles(Store.Spool, "*.journal", SearchOption.AllDirectories) : [];

    /// <summary>Leaves a run with two values and its end on disk; the server is back afterwards.</summary>
    private async Task<string> LeaveAsync(MlflowRunStatus end = MlflowRunStatus.Finished)
    {
        using MlflowClient client = Server.Connect(retryCount: 0);
        MlflowActiveRun run = await client.StartRunAsync("left");
        Server.Before = Refuse;
        run.LogMetric("loss", 0, 0);
        run.LogMetric("loss", 1, 1);
        await run.EndAsync(end);
        Server.Before = null;
        return run.RunId;
    }
}
