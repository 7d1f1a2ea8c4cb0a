using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FraudMl.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FraudMl.Serving.Tests;

public sealed class ReloadTests
{
    private static readonly FraudModel First = TestModels.MixedModel, Second = TestModels.RetrainedModel;

    public static TheoryData<string, string> Bad => new()
    {
        { "golden", "gets the probability" },
        { "decision", "decided otherwise" },
        { "schema", "'V28'" },
        { "undeciding", "does not decide" },
        { "slow", "MaximumRowTime" },
        { "pinned", "only 0000000000000000000000000000000000000000000000000000000000000000 is to be served" },
        { "corrupt", "is damaged" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task A_bad_version_is_refused_once_and_told_while_the_old_one_serves(string kind, string reason)
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source, options =>
        {
            if (kind == "slow") options.MaximumRowTime = TimeSpan.FromTicks(1);
        });
        if (kind == "pinned") server.Services.GetRequiredKeyedService<ScoringService>("").Options.Digest = new string('0', 64);
        Break(source, kind);
        ReloadResult result = await server.Admin().ReloadAsync();
        result.Outcome.ShouldBe(ReloadOutcome.Refused);
        result.Reason!.ShouldStartWith("Version 2 of cards is refused, and cards, version 1 stays in service. ");
        result.Reason.ShouldContain(reason);
        (await server.ScoreAsync()).ShouldBe(("1", ReloadedServer.ProbabilityOf(First)));
        HealthReport health = await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Entries["fraud-model"].Description!.ShouldContain(reason);
        (await server.Client.GetAsync("/ping")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // It is not loaded again before it changes, unless one insists.
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Refused);
        source.LoadCount.ShouldBe(2);
        (await server.Admin().ReloadAsync(isForced: true)).Outcome.ShouldBe(ReloadOutcome.Refused);
        source.LoadCount.ShouldBe(3);
        if (kind is "slow" or "pinned") return;
        source.Serve("3", Second, golden => golden);
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Loaded);
        (await server.ScoreAsync()).ShouldBe(("3", ReloadedServer.ProbabilityOf(Second)));
        (await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Another_schema_may_be_allowed()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source, options => options.AllowSchemaChange = true);
        source.Serve("2", TestModels.CreditCardModel);
        (await server.Admin().ReloadAsync()).Outcome.ShouldBe(ReloadOutcome.Loaded);
    }

    [Fact]
    public async Task A_first_model_that_does_not_answer_as_when_it_was_written_fails_the_start()
    {
        var source = new ChangingSource(First);
        source.Serve("1", First, golden => golden with { Probabilities = [.. golden.Probabilities.Select(p => p / 2)] });
        (await Should.ThrowAsync<FraudMlException>(() => ReloadedServer.StartAsync(source))).Message
            .ShouldStartWith("The model cards, version 1 must not be served. Its golden row 1 gets the probability");
    }

    [Fact]
    public async Task A_request_that_began_before_ends_with_the_model_it_began_with()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        ServedModel before = server.Services.GetRequiredService<IFraudScorer>().Served;
        var half = new HalfContent(System.Text.Encoding.UTF8.GetBytes(ReloadedServer.Transaction));
        Task<HttpResponseMessage> slow = server.Client.PostAsync("/score", half);
        await half.HalfSent;
        while (!IsInUse(before)) await Task.Delay(5);
        source.Serve("2", Second);
        await server.Admin().ReloadAsync();
        (await server.ScoreAsync()).Version.ShouldBe("2");
        before.Drained.IsCompleted.ShouldBeFalse();
        half.Finish();
        using HttpResponseMessage response = await slow;
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("modelVersion").GetString().ShouldBe("1");
        answer.GetProperty("fraudProbability").GetDouble().ShouldBe(ReloadedServer.ProbabilityOf(First));
        await before.Drained.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_source_that_can_not_be_read_leaves_the_model_in_service_and_is_asked_again()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(
            source, options => options.PollInterval = TimeSpan.FromMilliseconds(20));
        source.Serve("2", () => throw new IOException("The line was cut."));
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while (source.LoadCount < 4) await Task.Delay(5, limit.Token);
        }

        (await server.ScoreAsync()).Version.ShouldBe("1");
        server.Admin().Status.Problem!.ShouldContain("The line was cut.");
        source.Serve("2", Second);
        await server.UntilServedAsync("2");
        server.Admin().Status.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Every_outcome_is_counted_and_the_age_of_the_last_answer_is_told()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        using var meters = new ReloadMeters(server.Services);
        source.Serve("2", TestModels.CreditCardModel);
        await server.Admin().ReloadAsync();
        source.Serve("3", Second);
        await server.Admin().ReloadAsync();
        await server.Admin().RollBackAsync();
        source.Serve("4", () => throw new IOException("away"));
        await server.Admin().ReloadAsync();
        meters.Reloads.ShouldBe(["refused", "loaded", "rolled_back", "failed"]);
        meters.Age("cards").ShouldBeInRange(0, 600);
    }

    private static bool IsInUse(ServedModel model)
    {
        // A use of our own, to see whether the request has one: the count is told by nothing else.
        System.Reflection.FieldInfo count = typeof(ServedModel).GetField(
            "_useCount", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        return (int)count.GetValue(model)! > 1;
    }

    private static void Break(ChangingSource source, string kind)
    {
        switch (kind)
        {
            case "golden":
                source.Serve("2", Second, golden => golden with
                {
                    Probabilities = [Math.BitIncrement(golden.Probabilities[0]), .. golden.Probabilities.Skip(1)],
                });
                break;
            case "decision":
                source.Serve("2", Second, golden => golden with { Flags = [.. golden.Flags!.Select(flag => !flag)] });
                break;
            case "schema":
                source.Serve("2", TestModels.CreditCardModel);
                break;
            case "undeciding":
                source.Serve("2", TestModels.UndecidedModel);
                break;
            case "corrupt":
                source.Serve("2", () => throw new FraudMlException("The file model.json is damaged."));
                break;
            default:
                source.Serve("2", Second);
                break;
        }
    }
}
