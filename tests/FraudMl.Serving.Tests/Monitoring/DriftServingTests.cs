using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

[Collection(nameof(ScoringTelemetry))]
public sealed class DriftServingTests
{
    [Fact]
    public async Task What_is_scored_is_compared_with_the_reference_as_a_batch_is()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        Dataset rows = TestModels.Mixed(600, 9);
        await server.ScoreAsync(rows, "a");

        JsonNode status = await server.GetAsync("/monitoring/drift");

        DriftReport wanted = rows.Drift(TestModels.MixedModel, ReferenceProfile.Of(TestModels.MixedModel, TestModels.Mixed(400, 1)));
        JsonNode.DeepEquals(status["report"], JsonNode.Parse(wanted.ToJson())).ShouldBeTrue(status.ToJsonString());
        ((string)status["modelName"]!).ShouldBe("Gradient descent");
        ((int)status["windows"]![0]!["rowCount"]!).ShouldBe(600);
    }

    [Fact]
    public async Task Code_of_the_application_counts_too_and_unknown_texts_are_told_apart_from_missing_ones()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.Score(new { Amount = 10f, Category = "lottery", V1 = float.NaN, At = DateTime.UnixEpoch });
        scorer.Score(new { Amount = 10f, Category = (string?)null, V1 = 1f, At = DateTime.UnixEpoch });

        DriftCounts counts = server.Services.GetRequiredService<IFraudMonitor>().DriftCounts()!;

        counts.RowCount.ShouldBe(2);
        DriftColumnCounts category = counts.Columns.Single(column => column.Name == "Category");
        (category.UnknownCount, category.MissingCount).ShouldBe((1, 1));
        counts.Columns.Single(column => column.Name == "V1").MissingCount.ShouldBe(1);
    }

    [Fact]
    public async Task Windows_follow_each_other_by_the_clock_and_the_oldest_go()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        await using ScoringServer server = await MonitoredServer.StartAsync(time, options => options.WindowCount = 2);
        foreach (int rowCount in new[] { 10, 20, 30, 40 })
        {
            await server.ScoreAsync(TestModels.Mixed(rowCount, 9), "a");
            time.Advance(TimeSpan.FromHours(1));
        }

        IFraudMonitor monitor = server.Services.GetRequiredService<IFraudMonitor>();
        DriftStatus status = monitor.Drift()!;
        status.Windows.Select(window => (window.Start.Hour, window.RowCount)).ShouldBe([(13, 40), (14, 0)]);
        status.Report.RowCount.ShouldBe(40);
        monitor.Drift(1)!.Report.RowCount.ShouldBe(0);
        server.Services.GetRequiredKeyedService<ScoringService>("").Models.Current!.Drift!.Total().RowCount.ShouldBe(100);
        status.Report.Verdict.ShouldBe(DriftVerdict.TooFewRows);
    }

    [Fact]
    public async Task Counts_of_two_servers_add_up_to_one_report()
    {
        await using ScoringServer first = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        await using ScoringServer second = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        await first.ScoreAsync(TestModels.Mixed(100, 8), "a");
        await second.ScoreAsync(TestModels.Mixed(200, 9), "a");

        DriftCounts counts = DriftCounts.FromJson(await first.Client.GetStringAsync("/monitoring/drift/counts"));
        counts.Add(DriftCounts.FromJson(await second.Client.GetStringAsync("/monitoring/drift/counts?windows=1")));

        counts.RowCount.ShouldBe(300);
        DriftReport.Of(ReferenceProfile.Of(TestModels.MixedModel, TestModels.Mixed(400, 1)), counts).RowCount.ShouldBe(300);
    }

    [Fact]
    public async Task Many_threads_lose_no_row()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        await using ScoringServer server = await MonitoredServer.StartAsync(time);
        ServedModel served = server.Services.GetRequiredKeyedService<ScoringService>("").Models.Current!;

        Parallel.For(0, 8, _ =>
        {
            using ScoringSession session = served.Model.OpenSession(3);
            session.Score();
            for (int i = 0; i < 2000; i++)
            {
                served.Drift!.Count(session);
                if (i % 100 == 0) time.Advance(TimeSpan.FromMinutes(1));
            }
        });

        served.Drift!.Total().RowCount.ShouldBe(8 * 2000 * 3);
        served.Drift.Windows().Sum(window => window.Counts.RowCount).ShouldBe(8 * 2000 * 3);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public async Task A_number_of_windows_that_is_none_is_refused(string windows)
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        HttpResponseMessage answer = await server.Client.GetAsync($"/monitoring/drift?windows={windows}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("whole number from 1 on");
    }

    [Fact]
    public async Task Without_a_reference_there_is_no_drift_and_it_says_so()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel, map: app => app.MapFraudMonitoring());
        HttpResponseMessage answer = await server.Client.GetAsync("/monitoring/drift");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("has no reference profile");
        server.Services.GetRequiredService<IFraudMonitor>().Drift().ShouldBeNull();
    }

    [Fact]
    public async Task A_reference_of_another_model_fails_the_start()
    {
        var reference = ReferenceProfile.Of(TestModels.MixedModel, TestModels.Mixed(50, 1));
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddFraudScoringModel(TestModels.CreditCardModel, reference: reference));
        await using ScoringServer running = server;
        (await Should.ThrowAsync<FraudMlException>(() => started)).Message.ShouldContain("reference profile is of another model");
    }

    [Fact]
    public async Task Nothing_of_it_is_mapped_unasked()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        foreach (string path in new[] { "/monitoring/drift", "/monitoring/metrics" })
            (await server.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.PostAsync("[]", path: "/labels")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Collectors_see_drift_by_feature_and_live_metrics_by_version()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        Dataset rows = TestModels.Mixed(300, 9);
        await server.ScoreAsync(rows, "a");
        await server.LabelAsync(rows, "a");
        IMeterFactory factory = server.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "FraudMl.Serving" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value,
            string.Join(';', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        meters.Start();

        meters.RecordObservableInstruments();

        measured.Where(m => m.Name == "fraudml.scoring.drift.psi").Select(m => m.Tags[(m.Tags.LastIndexOf('=') + 1)..])
            .ShouldBe(["Amount", "Category", "V1", "fraud_probability"], ignoreOrder: true);
        measured.Single(m => m.Name == "fraudml.scoring.live.rows").Value.ShouldBe(300);
        measured.Single(m => m.Name == "fraudml.scoring.live.average_precision").Value
            .ShouldBe(TestModels.MixedModel.Evaluate(rows, new() { DrawCount = 0 })[Metrics.AveragePrecision], 1e-12);
        measured.Where(m => m.Name.StartsWith("fraudml.scoring.", StringComparison.Ordinal))
            .ShouldAllBe(m => m.Tags.StartsWith("model.name=Gradient descent;model.version="));
    }
}
