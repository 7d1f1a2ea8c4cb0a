using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FraudMl.Serving.Tests;

public sealed class FallbackTests
{
    private static readonly string[] Columns = ["Amount", "Category"];

    [Fact]
    public async Task Rules_answer_marked_as_such_until_the_model_is_loaded()
    {
        var loaded = new TaskCompletionSource<ServedModel>();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(loaded.Task)).AddFraudScoringModel(TestModels.MixedModel)
            .AddFraudFallback(Columns, Flags));
        await using ScoringServer running = server;
        await AskAsync(server, """{"Amount": 31, "Category": "travel"}""", isFlagged: true);
        await AskAsync(server, """{"Amount": "30.5", "Category": null, "More": [1]}""", isFlagged: true);
        await AskAsync(server, """{"Amount": 3, "Category": "games"}""", isFlagged: true);
        await AskAsync(server, """{"Amount": 3, "Category": "travel"}""", isFlagged: false);
        await AskAsync(server, """{"Amount": null}""", isFlagged: false);
        await AskAsync(server, "{}", isFlagged: false);
        (await server.PostAsync("""{"Amount": {}}""", path: "/score")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await HealthAsync(server)).ShouldSatisfyAllConditions(
            health => health.Status.ShouldBe(HealthStatus.Degraded),
            health => health.Entries["fraud-model"].Description!.ShouldStartWith("Rules answer: no model is loaded."));
        (await server.Client.GetAsync("/ping")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        loaded.SetResult(new ServedModel(TestModels.MixedModel, "cards", "1"));
        await started;
        (await server.ScoreAsync()).ShouldBe(("1", ReloadedServer.ProbabilityOf(TestModels.MixedModel)));
        using HttpResponseMessage response = await server.PostAsync(ReloadedServer.Transaction, path: "/score");
        response.Headers.Contains("FraudMl-Fallback").ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("fallback");
        (await HealthAsync(server)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Theory, MemberData(nameof(RequestBodies.Formats), MemberType = typeof(RequestBodies))]
    public async Task Rules_read_every_format(string format)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel).AddFraudFallback(Columns, Flags));
        Dataset rows = TestModels.Mixed(50, 9);
        (string body, string contentType) = RequestBodies.Of(format, rows);
        using HttpResponseMessage response = await server.PostAsync(body, contentType);
        response.Headers.GetValues("FraudMl-Fallback").ShouldBe(["true"]);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("predictions").EnumerateArray()
            .Select(row => (row.GetProperty("fraud_probability").GetDouble(), row.GetProperty("fraud_decision").GetInt32()))
            .ShouldBe(Enumerable.Range(0, 50).Select(row => ShouldFlag(rows, row) ? (1.0, 1) : (0.0, 0)));
        _ = started;
    }

    [Fact]
    public async Task A_model_that_takes_too_long_is_left_alone_and_tried_again()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(TestModels.MixedModel)
            .AddFraudFallback(Columns, Flags, options =>
            {
                options.TimeLimit = TimeSpan.FromTicks(1);
                options.FailureCount = 3;
                options.BreakDuration = TimeSpan.FromMinutes(10);
            }));
        await using ScoringServer running = server;
        await started;
        using var meters = new ReloadMeters(server.Services);
        for (int request = 0; request < 3; request++)
            (await server.ScoreAsync()).Probability.ShouldBe(ReloadedServer.ProbabilityOf(TestModels.MixedModel));
        using HttpResponseMessage response = await server.PostAsync(
            ReloadedServer.Transaction + "\n", "application/x-ndjson", "/score/batch");
        JsonElement line = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        line.GetProperty("fallback").GetBoolean().ShouldBeTrue();
        await AskAsync(server, """{"Amount": 31}""", isFlagged: true);
        HealthReport health = await HealthAsync(server);
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Entries["fraud-model"].Description!.ShouldContain("takes too long");
        (await server.Client.GetAsync("/ping")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Code of the application decides for itself what to do: it still gets the model.
        server.Services.GetRequiredService<IFraudScorer>().Served.IsFallback.ShouldBeFalse();
    }

    [Fact]
    public async Task A_model_that_can_not_be_loaded_does_not_fail_the_start_where_rules_answer()
    {
        var source = new ChangingSource(TestModels.MixedModel);
        source.Serve("1", () => throw new IOException("The store is away."));
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(source)
            .AddFraudScoring("models:/cards@champion", options => options.PollInterval = TimeSpan.Zero)
            .AddFraudFallback(Columns, Flags));
        await using ScoringServer running = server;
        await started;
        await AskAsync(server, """{"Amount": 31}""", isFlagged: true);
        (await HealthAsync(server)).Entries["fraud-model"].Description!.ShouldContain("The store is away.");
        source.Serve("1", TestModels.MixedModel);
        await server.UntilServedAsync("1");
        (await server.ScoreAsync()).Version.ShouldBe("1");
    }

    [Fact]
    public async Task Without_rules_the_answer_stays_503()
    {
        (ScoringServer server, _) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel));
        (await server.PostAsync("{}", path: "/score")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public void A_rule_reads_without_allocating_and_only_what_it_named()
    {
        var columns = new RequestColumns([], Columns);
        var values = new CarriedValues();
        values.Begin(1, 2);
        values.Set(0, 0, "31.5"u8);
        values.Set(0, 1, "Zürich \"Süd\""u8);
        var row = new FallbackRow(columns, values, 0);
        row.Text("Category").ShouldBe("Zürich \"Süd\"");
        row.Is("Category", "Zürich \"Süd\"").ShouldBeTrue();
        row.Is("Category", "Zürich").ShouldBeFalse();
        row.Number("Category").ShouldBe(double.NaN);
        Should.Throw<FraudMlException>(() => row.Number("V1")).Message.ShouldContain("'V1', which is not among its columns");
        Flags(row).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) Flags(row);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }

    private static bool Flags(FallbackRow row) => row.Number("Amount") > 30 || row.Is("Category", "games");

    private static bool ShouldFlag(Dataset rows, int row)
    {
        var texts = (TextColumn)rows["Category"];
        return ((NumberColumn)rows["Amount"]).Values[row] > 30 || texts.Dictionary.Texts[texts.Codes[row]] == "games";
    }

    private static async Task AskAsync(ScoringServer server, string transaction, bool isFlagged)
    {
        using HttpResponseMessage response = await server.PostAsync(transaction, path: "/score?reasons=2");
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        response.Headers.GetValues("FraudMl-Fallback").ShouldBe(["true"]);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("fallback").GetBoolean().ShouldBeTrue();
        answer.GetProperty("fraudDecision").GetBoolean().ShouldBe(isFlagged);
        answer.GetProperty("fraudProbability").GetDouble().ShouldBe(isFlagged ? 1 : 0);
        answer.GetProperty("modelName").GetString().ShouldBe("fallback");
        answer.GetProperty("modelVersion").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("reasons").GetArrayLength().ShouldBe(0);
    }

    private static Task<HealthReport> HealthAsync(ScoringServer server) =>
        server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
}
