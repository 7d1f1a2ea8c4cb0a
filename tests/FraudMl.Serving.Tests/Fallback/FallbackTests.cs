using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FraudMl.Serving.Tests.OpenInference;
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

        // Code of the application is answered as the endpoints are, and can see that it is.
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.IsLeftToRules.ShouldBeTrue();
        scorer.Decide(new { Amount = 31, Category = "travel" }).ShouldBeTrue();
        scorer.Served.IsFallback.ShouldBeFalse();
    }

    [Fact]
    public async Task Code_of_the_application_gets_the_answers_of_the_rules_too()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel).AddFraudFallback(Columns, Flags));
        using var meters = new CountedMeters(server.Services, "fraudml.scoring.decisions", "fraudml.scoring.fallbacks");
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.IsLeftToRules.ShouldBeTrue();
        scorer.Decide(new { Amount = 31m, Category = "travel" }).ShouldBeTrue();
        scorer.Decide(new { Amount = 3m, Category = "games" }).ShouldBeTrue();
        scorer.Decide(new { Amount = (double?)null, Category = "travel" }).ShouldBeFalse();
        scorer.Score(new Dictionary<string, object?> { ["Amount"] = JsonDocument.Parse("30.5").RootElement }).ShouldBe(1);
        scorer.Decide([new { Amount = 3 }, new { Amount = 31 }]).ShouldBe([false, true]);
        scorer.Score([new { Amount = 3 }, new { Amount = 31 }]).ShouldBe([0, 1]);
        scorer.Explain(new { Amount = 31 }).ShouldSatisfyAllConditions(
            why => why.Probability.ShouldBe(1), why => why.Reasons.ShouldBeEmpty());
        meters.Sums["fraudml.scoring.decisions fallback  flagged"].ShouldBe(3);
        meters.Sums["fraudml.scoring.fallbacks  loading"].ShouldBe(7);
        Should.Throw<FraudMlException>(() => scorer.Served).Message.ShouldStartWith("The model is still being loaded.");
        _ = started;
    }

    [Fact]
    public async Task A_rule_that_throws_flags_and_is_told()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel)
            .AddFraudFallback(Columns, row => row.Is("Category", "games") ? throw new InvalidOperationException() : row.Number("V1") > 1));
        using var meters = new CountedMeters(server.Services, "fraudml.scoring.callback.failures");
        await AskAsync(server, """{"Amount": 3, "Category": "games"}""", isFlagged: true);
        await AskAsync(server, """{"Amount": 3, "Category": "travel"}""", isFlagged: true);
        meters.Sums["fraudml.scoring.callback.failures  LambdaRule"].ShouldBe(2);
        _ = started;
    }

    [Fact]
    public async Task A_request_that_its_model_fails_is_decided_by_the_rules_by_every_door()
    {
        var trainer = new FailingTrainer();
        FraudModel model = trainer.Fit();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(model).AddFraudFallback(Columns, Flags, options => options.FailureCount = 1_000));
        await using ScoringServer running = server;
        await started;
        using var meters = new CountedMeters(server.Services, "fraudml.scoring.decisions", "fraudml.scoring.fallbacks");
        trainer.IsFailing = true;
        Dataset rows = TestModels.Mixed(300, 9);
        bool[] expected = [.. Enumerable.Range(0, 300).Select(row => ShouldFlag(rows, row))];
        await AskAsync(server, RequestBodies.Record(rows, 0).ToJsonString(), expected[0]);
        using HttpResponseMessage many = await server.PostAsync(RequestBodies.Of("records", rows).Body);
        many.Headers.GetValues("FraudMl-Fallback").ShouldBe(["true"]);
        (await many.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions").EnumerateArray()
            .Select(row => row.GetProperty("fraud_decision").GetInt32() == 1).ShouldBe(expected);
        using HttpResponseMessage lines = await server.PostAsync(string.Join('\n', Enumerable.Range(0, 300)
            .Select(row => RequestBodies.Record(rows, row).ToJsonString())), "application/x-ndjson", "/score/batch");
        (await lines.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("fraudDecision").GetBoolean()).ShouldBe(expected);
        (await server.InferAsync(InferBodies.Json(rows)).OutputsAsync())["fraud_decision"].Select(flag => flag == 1).ShouldBe(expected);
        var payment = new { Amount = 31f, Category = "fax", V1 = 1f, At = DateTime.UnixEpoch };
        IFraudScorer inCode = server.Services.GetRequiredService<IFraudScorer>();
        inCode.Decide(payment).ShouldBeTrue();
        inCode.Decide(Enumerable.Repeat(payment, 300)).ShouldAllBe(flag => flag);
        meters.Sums.Keys.ShouldNotContain(tags => tags.Contains(model.Pipeline));
        meters.Sums.Where(sum => sum.Key.Contains("decisions fallback")).Sum(sum => sum.Value).ShouldBe(1 + 300 + 300 + 300 + 1 + 300);
        meters.Sums["fraudml.scoring.fallbacks  failed"].ShouldBeGreaterThanOrEqualTo(7);

        // A request that is wrong is no failure of the model.
        (await server.PostAsync("{}", path: "/score")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        trainer.IsFailing = false;
        inCode.Decide(payment).ShouldBe(model.Decide(payment));
    }

    [Fact]
    public async Task What_rules_decide_is_in_the_audit_log_with_its_id()
    {
        string folder = Directory.CreateTempSubdirectory("fraudml-").FullName;
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel, options => options.IdColumn = "id")
            .AddFraudAudit(folder).AddFraudFallback(Columns, Flags));
        await AskAsync(server, """{"Amount": 31, "id": "t-1"}""", isFlagged: true);
        JsonElement record = JsonDocument.Parse(File.ReadAllLines(AuditFiles.Of(folder).Single()).Single()).RootElement;
        (record.GetProperty("model").GetString(), record.GetProperty("id").GetString(), record.GetProperty("decision").GetBoolean())
            .ShouldBe(("fallback", "t-1", true));
        AuditLog.Verify(folder).IsWhole.ShouldBeTrue();
        _ = started;
    }

    [Fact]
    public async Task Rules_answer_tensors()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel).AddFraudFallback(Columns, Flags));
        Dataset rows = TestModels.Mixed(300, 9);
        double[] expected = [.. Enumerable.Range(0, 300).Select(row => ShouldFlag(rows, row) ? 1.0 : 0)];
        using HttpResponseMessage marked = await server.InferAsync(InferBodies.Json(rows));
        marked.Headers.GetValues("FraudMl-Fallback").ShouldBe(["true"]);
        (JsonObject json, byte[] raw) = InferBodies.Raw(rows);
        foreach (Task<HttpResponseMessage> sending in new[] { server.InferAsync(InferBodies.Json(rows)), server.InferAsync(json, raw) })
        {
            Dictionary<string, double[]> outputs = await sending.OutputsAsync();
            outputs["fraud_probability"].ShouldBe(expected);
            outputs["fraud_decision"].ShouldBe(expected);
        }

        _ = started;
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
