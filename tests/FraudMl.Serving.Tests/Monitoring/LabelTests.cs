using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

public sealed class LabelTests
{
    [Fact]
    public async Task Live_metrics_are_those_of_an_evaluation()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        Dataset rows = TestModels.Mixed(500, 9);
        await server.ScoreAsync(rows, "t");
        JsonNode answer = await server.LabelAsync(rows, "t");
        answer.ToJsonString().ShouldBe(
            """{"received":500,"new":500,"repeated":0,"corrected":0,"outdated":0,"unknown":0,"unknownIds":[]}""");

        JsonNode live = (await server.GetAsync("/monitoring/metrics"))["versions"]![0]!;

        Evaluation wanted = TestModels.MixedModel.Evaluate(rows, new() { DrawCount = 0 });
        ((double)live["averagePrecision"]!).ShouldBe(wanted[Metrics.AveragePrecision], 1e-12);
        ((double)live["rocAuc"]!).ShouldBe(wanted[Metrics.RocAuc], 1e-12);
        ((double)live["precision"]!).ShouldBe(wanted[Metrics.Precision], 1e-12);
        ((double)live["recall"]!).ShouldBe(wanted[Metrics.Recall], 1e-12);
        ((double)live["cost"]!).ShouldBe(wanted[Metrics.TotalCost], 1e-6);
        ((double)live["alertRate"]!).ShouldBe(TestModels.MixedModel.Decide(rows).Count(flag => flag) / 500.0, 1e-12);
        ((double)live["baseRate"]!).ShouldBe(rows.FraudCount / 500.0, 1e-12);
    }

    [Fact]
    public async Task Labels_come_late_again_corrected_and_out_of_order()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        var heard = new Heard();
        await using ScoringServer server = await MonitoredServer.StartAsync(
            time, register: services => services.AddKeyedSingleton<ILabelObserver>("", heard));
        await server.ScoreAsync(TestModels.Mixed(3, 9), "t");
        time.Advance(TimeSpan.FromDays(40));

        Counts(await server.LabelAsync("""[{"id":"t0","isFraud":true,"at":"2026-03-02T00:00:00Z"},{"id":"t1","isFraud":0}]"""))
            .ShouldBe("2 0 0 0 0");
        Counts(await server.LabelAsync("""[{"id":"t0","isFraud":true},{"id":"t1","isFraud":false}]""")).ShouldBe("0 2 0 0 0");
        Counts(await server.LabelAsync("""{"id":"t0","isFraud":false,"note":"chargeback withdrawn"}""")).ShouldBe("0 0 1 0 0");
        Counts(await server.LabelAsync("""[{"id":"t0","isFraud":true,"at":"2026-03-03T00:00:00Z"}]""")).ShouldBe("0 0 0 1 0");
        JsonNode unknown = await server.LabelAsync("""[{"id":"x","isFraud":true},{"id":7,"isFraud":1}]""");
        Counts(unknown).ShouldBe("0 0 0 0 2");
        unknown["unknownIds"]!.ToJsonString().ShouldBe("""["x","7"]""");
        Counts(await server.LabelAsync("[]")).ShouldBe("0 0 0 0 0");

        heard.Labels.ShouldBe(["t0 True", "t1 False", "t0 True", "t1 False", "t0 False", "x True", "7 True"]);
        JsonNode live = await server.GetAsync("/monitoring/metrics");
        ((int)live["days"]![0]!["labelledCount"]!).ShouldBe(2);
        ((int)live["days"]![0]!["fraudCount"]!).ShouldBe(0);
        ((string)live["days"]![0]!["day"]!).ShouldBe("2026-03-01");
    }

    [Theory]
    [InlineData("", "has no labels")]
    [InlineData("{}", "Label 1 of the request is none")]
    [InlineData("""[{"id":"a","isFraud":true},{"id":"b"}]""", "Label 2 of the request is none")]
    [InlineData("""[{"id":"a","isFraud":"yes"}]""", "Label 1")]
    [InlineData("""[{"id":"a","isFraud":2}]""", "Label 1")]
    [InlineData("""[{"id":"","isFraud":true}]""", "Label 1")]
    [InlineData("""[{"id":null,"isFraud":true}]""", "Label 1")]
    [InlineData("""[{"id":["a"],"isFraud":true}]""", "Label 1")]
    [InlineData("""[{"id":"a","isFraud":true,"at":"soon"}]""", "Label 1")]
    [InlineData("""[{"id":"a","isFraud":true,"x":{}}]""", "Label 1")]
    [InlineData("""[[{"id":"a","isFraud":true}]]""", "Label 1")]
    [InlineData("""[{"id":"a","isFraud":true}]{"id":"b","isFraud":true}""", "Label 2")]
    [InlineData("""[{"id":"a","isFraud":true}""", "Label 2")]
    [InlineData("""{"id":"a","isFraud":true} nonsense""", "Label 2")]
    [InlineData("17", "Label 1")]
    [InlineData("""{"id":"\ud800","isFraud":true}""", "Label 1")]
    public async Task What_is_no_label_is_refused_and_none_is_taken(string body, string told)
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        await server.ScoreAsync(TestModels.Mixed(1, 9), "a");
        HttpResponseMessage answer = await server.PostAsync(body, path: "/labels");
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        text.ShouldContain(told);
        ((int)(await server.GetAsync("/monitoring/metrics"))["versions"]![0]!["labelledCount"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_id_column_labels_can_not_be_matched()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel, map: app => app.MapFraudMonitoring());
        HttpResponseMessage answer = await server.PostAsync("""[{"id":"a","isFraud":true}]""", path: "/labels");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("FraudScoring:IdColumn");
        (await server.PostAsync("id", "text/plain", "/labels")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_transaction_that_is_scored_again_counts_once_and_silence_counts_as_legitimate_where_asked()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        await using ScoringServer server = await MonitoredServer.StartAsync(
            time, options => options.AssumeLegitimateAfter = TimeSpan.FromDays(7));
        await server.ScoreAsync(TestModels.Mixed(10, 9), "t");
        await server.ScoreAsync(TestModels.Mixed(10, 9), "t");
        await server.LabelAsync("""[{"id":"t3","isFraud":true}]""");

        LiveMetrics before = server.Services.GetRequiredService<IFraudMonitor>().Live().Versions.Single();
        time.Advance(TimeSpan.FromDays(8));
        LiveMetrics after = server.Services.GetRequiredService<IFraudMonitor>().Live().Versions.Single();

        (before.RowCount, before.LabelledCount, before.FraudCount).ShouldBe((10, 1, 1));
        (after.RowCount, after.LabelledCount, after.FraudCount).ShouldBe((10, 10, 1));
        before.RocAuc.ShouldBeNull();
        after.RocAuc.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_transaction_that_is_scored_again_keeps_its_label()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        await server.ScoreAsync(TestModels.Mixed(3, 9), "t");
        await server.LabelAsync("""[{"id":"t1","isFraud":true,"at":"2026-03-01T10:00:00Z"}]""");
        await server.ScoreAsync(TestModels.Mixed(3, 9), "t");
        LiveMetrics live = server.Services.GetRequiredService<IFraudMonitor>().Live().Versions.Single();
        (live.RowCount, live.LabelledCount, live.FraudCount).ShouldBe((3, 1, 1));
        Counts(await server.LabelAsync("""[{"id":"t1","isFraud":false,"at":"2026-03-01T09:00:00Z"}]""")).ShouldBe("0 0 0 1 0");
    }

    [Fact]
    public void Ids_are_found_until_they_are_forgotten()
    {
        var log = new ScoredLog(maximumCount: 10_000, TimeSpan.FromDays(1));
        for (int i = 0; i < 30_000; i++) log.Add(Id(i), new ScoredEntry { Time = i, Probability = i });

        log.Count.ShouldBeLessThanOrEqualTo(10_000);
        for (int i = 0; i < 30_000; i++)
        {
            ref ScoredEntry entry = ref log.Find(Id(i));
            bool isThere = !System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry);
            isThere.ShouldBe(i >= log.CompleteSince);
            if (isThere) entry.Probability.ShouldBe(i);
        }

        // A day later.
        for (int i = 0; i < 5000; i++) log.Add(Id(100_000 + i), new ScoredEntry { Time = 90_000_000 + i });
        System.Runtime.CompilerServices.Unsafe.IsNullRef(ref log.Find(Id(29_999))).ShouldBeTrue();
        log.Count.ShouldBeLessThan(9_000);

        static byte[] Id(int i) => System.Text.Encoding.UTF8.GetBytes($"transaction {i}");
    }

    [Fact]
    public async Task Labels_that_could_not_be_passed_on_are_503_say_no_path_and_may_be_sent_again()
    {
        var heard = new Heard { IsBroken = true };
        await using ScoringServer server = await MonitoredServer.StartAsync(
            MonitoredServer.Clock(), register: services => services.AddKeyedSingleton<ILabelObserver>("", heard));
        await server.ScoreAsync(TestModels.Mixed(1, 9), "t");
        using HttpResponseMessage refused = await server.PostAsync("""[{"id":"t0","isFraud":true}]""", path: "/labels");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("/var");
        heard.IsBroken = false;
        Counts(await server.LabelAsync("""[{"id":"t0","isFraud":true}]""")).ShouldBe("0 1 0 0 0");
        heard.Labels.ShouldBe(["t0 True"]);
    }

    [Fact]
    public async Task More_labels_than_rows_of_a_request_are_refused_and_none_is_taken()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        await server.ScoreAsync(TestModels.Mixed(1, 9), "t");
        string body = string.Concat(Enumerable.Repeat("""{"id":"t0","isFraud":true}""" + "\n", 10_001));
        using HttpResponseMessage answer = await server.PostAsync(body, "application/x-ndjson", "/labels");
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("at most 10000 labels");
        ((int)(await server.GetAsync("/monitoring/metrics"))["versions"]![0]!["labelledCount"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Labels_are_no_business_of_rules()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoringModel(TestModels.MixedModel, options => options.IdColumn = "id").AddFraudFallback([], _ => true),
            app => app.MapFraudMonitoring());
        using HttpResponseMessage answer = await server.PostAsync("""[{"id":"t0","isFraud":true}]""", path: "/labels");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.Contains("FraudMl-Fallback").ShouldBeFalse();
        _ = started;
    }

    private static string Counts(JsonNode answer) =>
        string.Join(' ', new[] { "new", "repeated", "corrected", "outdated", "unknown" }.Select(name => (int)answer[name]!));

    private sealed class Heard : ILabelObserver
    {
        public List<string> Labels { get; } = [];

        public bool IsBroken { get; set; }

        public void Labelled(string id, bool isFraud)
        {
            if (IsBroken) throw new FraudMlException("There is no room in '/var/lib/velocity'.");
            Labels.Add($"{id} {isFraud}");
        }
    }
}
