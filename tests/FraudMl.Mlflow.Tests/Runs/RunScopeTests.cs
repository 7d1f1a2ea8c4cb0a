namespace FraudMl.Mlflow.Tests;

/// <summary>A run ends by what happens to its work.</summary>
public sealed class RunScopeTests : MlflowServerTests
{
    [Fact]
    public async Task Work_that_is_done_ends_its_run_as_finished_and_gives_its_result()
    {
        using MlflowClient client = Server.Connect();
        string runId = "";
        await client.RunAsync("scope", async run =>
        {
            runId = run.RunId;
            await run.LogParamAsync("depth", 3);
        });
        double result = await client.RunAsync("scope", run => Task.FromResult(0.5));

        result.ShouldBe(0.5);
        MlflowRun ended = (await client.Runs.GetAsync(runId)).Run;
        ended.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        ended.Info.EndTime.ShouldNotBeNull();
        ended.Data.Tags.ShouldNotContain(tag => tag.Key == "fraudml.reason");
    }

    [Fact]
    public async Task Work_that_throws_ends_its_run_as_failed_with_the_reason_and_keeps_what_was_logged()
    {
        using MlflowClient client = Server.Connect();
        string runId = "";
        var thrown = new InvalidOperationException("training broke");
        (await Should.ThrowAsync<InvalidOperationException>(client.RunAsync("scope", run =>
        {
            runId = run.RunId;
            run.LogMetric("auc", 0.5);
            throw thrown;
        }))).ShouldBeSameAs(thrown);

        MlflowRun ended = (await client.Runs.GetAsync(runId)).Run;
        ended.Info.Status.ShouldBe(MlflowRunStatus.Failed);
        ended.Data.Metrics.Single().Value.ShouldBe(0.5);
        Reason(ended).ShouldBe("System.InvalidOperationException: training broke");
    }

    [Theory]
    [InlineData(true, MlflowRunStatus.Killed)]
    [InlineData(false, MlflowRunStatus.Failed)]
    public async Task Work_that_is_cancelled_ends_its_run_as_killed_but_a_request_that_took_too_long_has_failed(bool isCancelled,
        MlflowRunStatus status)
    {
        using MlflowClient client = Server.Connect();
        using var cancelling = new CancellationTokenSource();
        string runId = "";
        await Should.ThrowAsync<OperationCanceledException>(client.RunAsync(
            "scope",
            async run =>
            {
                runId = run.RunId;
                if (!isCancelled)
                    throw new TaskCanceledException("too long", new TimeoutException());
                await cancelling.CancelAsync();
                cancelling.Token.ThrowIfCancellationRequested();
            },
            cancellationToken: cancelling.Token));

        (await client.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(status);
    }

    [Fact]
    public async Task What_the_work_says_of_the_end_holds()
    {
        using MlflowClient client = Server.Connect();
        string failed = await client.RunAsync("scope", run =>
        {
            run.Fail();
            return Task.FromResult(run.RunId);
        });
        string ended = await client.RunAsync("scope", async run =>
        {
            await run.EndAsync(MlflowRunStatus.Killed, "enough");
            return run.RunId;
        });

        (await client.Runs.GetAsync(failed)).Run.Info.Status.ShouldBe(MlflowRunStatus.Failed);
        MlflowRun killed = (await client.Runs.GetAsync(ended)).Run;
        (killed.Info.Status, Reason(killed)).ShouldBe((MlflowRunStatus.Killed, "enough"));
    }

    [Fact]
    public async Task Children_end_each_by_its_own_work()
    {
        using MlflowClient client = Server.Connect();
        List<string> ids = [];
        await client.RunAsync(
            "scope",
            async run =>
            {
                ids.Add(run.RunId);
                ids.Add(await run.RunChildAsync(child => Task.FromResult(child.RunId), new() { RunName = "good" }));
                await Should.ThrowAsync<IOException>(run.RunChildAsync(
                    child =>
                    {
                        ids.Add(child.RunId);
                        throw new IOException("disk full");
                    },
                    new() { RunName = "bad" }));
            },
            new() { RunName = "parent", Tags = new Dictionary<string, string> { ["team"] = "fraud" } });

        MlflowRun[] runs = [.. await Task.WhenAll(ids.Select(async id => (await client.Runs.GetAsync(id)).Run))];
        runs.Select(run => (run.Info.RunName, run.Info.Status)).ShouldBe(
            [("parent", MlflowRunStatus.Finished), ("good", MlflowRunStatus.Finished), ("bad", MlflowRunStatus.Failed)]);
        runs[0].Data.Tags.ShouldContain(new MlflowTag("team", "fraud"));
        runs[1..].ShouldAllBe(run => run.Data.Tags.Contains(new MlflowTag("mlflow.parentRunId", ids[0])));
    }

    [Fact]
    public async Task A_run_for_which_no_journal_can_be_made_does_not_run_for_ever()
    {
        string inTheWay = Path.Combine(Store.Folder, "file");
        await File.WriteAllTextAsync(inTheWay, "");
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = Server.Address, SpoolFolder = inTheWay });
        (await Should.ThrowAsync<MlflowException>(client.RunAsync("scope", _ => Task.CompletedTask))).Message.ShouldContain("SpoolFolder");

        string experimentId = await client.GetOrCreateExperimentAsync("scope");
        (await client.Runs.SearchAsync(new MlflowSearchRuns { ExperimentIds = [experimentId] })).Runs.Single().Info.Status
            .ShouldBe(MlflowRunStatus.Failed);
    }

    [Fact]
    public async Task An_end_that_the_store_refuses_does_not_hide_what_the_work_threw()
    {
        using MlflowClient client = Server.Connect();
        await Should.ThrowAsync<InvalidOperationException>(client.RunAsync("scope", async run =>
        {
            await client.Runs.DeleteAsync(new MlflowRunReference { RunId = run.RunId });
            throw new InvalidOperationException("training broke");
        }));
    }

    [Fact]
    public async Task A_store_that_is_away_at_the_end_gets_it_later()
    {
        string runId = "";
        using (MlflowClient client = Server.Connect(retryCount: 0))
        {
            await Should.ThrowAsync<InvalidOperationException>(client.RunAsync("scope", run =>
            {
                runId = run.RunId;
                Server.Before = context =>
                {
                    context.Abort();
                    return Task.FromResult(true);
                };
                throw new InvalidOperationException("training broke");
            }));
        }

        Server.Before = null;
        using MlflowClient next = Server.Connect();
        (await next.DeliverSpoolAsync()).ShouldBe(1);
        MlflowRun ended = (await next.Runs.GetAsync(runId)).Run;
        (ended.Info.Status, Reason(ended)).ShouldBe((MlflowRunStatus.Failed, "System.InvalidOperationException: training broke"));
    }

    public static TheoryData<Exception, string> Reasons => new()
    {
        { new FormatException("The input string '4111 1111 1111 1111' was not in a correct format."),
            "System.FormatException: The input string '…' was not in a correct format." },
        { new KeyNotFoundException("The given key 'O'Brien' was not present in the dictionary."),
            "System.Collections.Generic.KeyNotFoundException: The given key '…' was not present in the dictionary." },
        { new IOException("No merchant \"Ann's \"best\" shop\" in row 7."), "System.IO.IOException: No merchant '…' in row 7." },
        { new InvalidOperationException("Card 4111-1111-1111-1111 is unknown."), "System.InvalidOperationException: Card … is unknown." },
        { new InvalidOperationException("Can't read what isn't there."), "System.InvalidOperationException: Can't read what isn't there." },
        { new InvalidOperationException("GET https://ann:pw@example.com/x?token=abc said hunter2."),
            "System.InvalidOperationException: GET https://…@example.com/x?token=… said …." },
        { new InvalidOperationException("Host=db;Password=s3cret;Port=1"), "System.InvalidOperationException: Host=db;Password=…;Port=1" },
        { new InvalidOperationException("Authorization: Bearer abc.def"), "System.InvalidOperationException: Authorization: Bearer …" },
        { new AggregateException(new IOException("disk full")), "System.IO.IOException: disk full" },
        { MlflowException.Invalid("Got 'depth' instead."), "FraudMl.Mlflow.MlflowException: Got 'depth' instead." },
        { MlflowException.Invalid("The server quoted hunter2."), "FraudMl.Mlflow.MlflowException: The server quoted …." },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_has_neither_secrets_nor_what_foreign_messages_quote(Exception error, string reason) =>
        RunFailure.Describe(error, RunFailure.SecretsOf(new MlflowOptions { Password = "hunter2" }, [])).ShouldBe(reason);

    [Fact]
    public async Task A_long_reason_is_cut_to_what_a_tag_holds()
    {
        using MlflowClient client = Server.Connect();
        string runId = "";
        await Should.ThrowAsync<InvalidOperationException>(client.RunAsync("scope", run =>
        {
            runId = run.RunId;
            throw new InvalidOperationException(string.Join(' ', Enumerable.Repeat("again", 5_000)));
        }));
        Reason((await client.Runs.GetAsync(runId)).Run).Length.ShouldBe(5_000);
    }

    private static string Reason(MlflowRun run) => run.Data.Tags.Single(tag => tag.Key == "fraudml.reason").Value;
}
