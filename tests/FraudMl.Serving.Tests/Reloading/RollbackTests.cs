namespace FraudMl.Serving.Tests;

public sealed class RollbackTests
{
    private static readonly FraudModel First = TestModels.MixedModel, Second = TestModels.RetrainedModel;

    [Fact]
    public async Task A_rollback_stands_until_the_source_has_yet_another_version()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        await Should.ThrowAsync<FraudMlException>(() => server.Admin().RollBackAsync());
        source.Serve("2", Second);
        await server.Admin().ReloadAsync();
        ServedModelStatus status = await server.Admin().RollBackAsync();
        (status.Current!.Version, status.Previous!.Version, status.Held).ShouldBe(("1", "2", "2"));
        (await server.ScoreAsync()).ShouldBe(("1", ReloadedServer.ProbabilityOf(First)));
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Held);
        source.LoadCount.ShouldBe(2);
        (await server.ScoreAsync()).Version.ShouldBe("1");
        source.Serve("3", Second);
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Loaded);
        (await server.ScoreAsync()).ShouldBe(("3", ReloadedServer.ProbabilityOf(Second)));
        server.Admin().Status.Held.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_rollback_undoes_the_first_and_a_forced_reload_too()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        source.Serve("2", Second);
        await server.Admin().ReloadAsync();
        await server.Admin().RollBackAsync();
        await server.Admin().RollBackAsync();
        (await server.ScoreAsync()).ShouldBe(("2", ReloadedServer.ProbabilityOf(Second)));
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Unchanged);
        await server.Admin().RollBackAsync();
        (await server.Admin().ReloadAsync(isForced: true)).Outcome.ShouldBe(ReloadOutcome.Loaded);
        (await server.ScoreAsync()).Version.ShouldBe("2");
    }

    [Fact]
    public async Task An_alias_that_comes_back_to_the_version_in_service_ends_the_hold()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        source.Serve("2", Second);
        await server.Admin().ReloadAsync();
        await server.Admin().RollBackAsync();
        source.Serve("1", First);
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Unchanged);
        source.Serve("2", Second);
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Loaded);
    }

    [Fact]
    public async Task A_rollback_survives_polling()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(
            source, options => options.PollInterval = TimeSpan.FromMilliseconds(10));
        source.Serve("2", Second);
        await server.UntilServedAsync("2");
        DateTimeOffset? before = (await server.Admin().RollBackAsync()).CheckedAt;
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            for (int polls = 0; polls < 5; polls++)
            {
                while (server.Admin().Status.CheckedAt == before) await Task.Delay(5, limit.Token);
                before = server.Admin().Status.CheckedAt;
            }
        }

        server.Admin().Status.Current!.Version.ShouldBe("1");
        source.Serve("3", Second);
        await server.UntilServedAsync("3");
    }
}
