using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

[Collection(nameof(ScoringTelemetry))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Durations_batch_sizes_and_decisions_are_measured_and_no_feature_value_is_told()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        IMeterFactory factory = server.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "FraudMl.Serving" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        void Measure<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
            measured.Enqueue((instrument.Name, Convert.ToDouble(value, null),
                string.Join(';', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        meters.SetMeasurementEventCallback<double>(Measure);
        meters.SetMeasurementEventCallback<int>(Measure);
        meters.SetMeasurementEventCallback<long>(Measure);
        meters.Start();
        var spans = new ConcurrentQueue<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "FraudMl.Serving",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);

        Dataset data = TestModels.Mixed(50, 3);
        (string body, string contentType) = RequestBodies.Of("records", data);
        (await server.PostAsync(body, contentType)).EnsureSuccessStatusCode();

        int flagged = TestModels.MixedModel.Decide(data).Count(flag => flag);
        measured.Single(m => m.Name == "fraudml.scoring.duration").Value.ShouldBeGreaterThan(0);
        measured.Single(m => m.Name == "fraudml.scoring.batch.size").Value.ShouldBe(50);
        measured.Where(m => m.Name == "fraudml.scoring.score").Select(m => m.Value).ShouldBe(TestModels.MixedModel.Score(data));
        measured.Single(m => m.Tags.EndsWith("decision=flagged")).Value.ShouldBe(flagged);
        measured.Single(m => m.Tags.EndsWith("decision=passed")).Value.ShouldBe(50 - flagged);
        measured.ShouldAllBe(m => m.Tags.StartsWith("model.name=Gradient descent;model.version="));
        spans.ShouldContain(span => span.DisplayName == "score Gradient descent"
            && Equals(span.GetTagItem("fraudml.scoring.batch.size"), 50));

        // What an application's own endpoint scores counts as well; a score alone is no decision.
        measured.Clear();
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        var row = new { Amount = 10f, Category = "games", V1 = 1f, At = DateTime.UnixEpoch };
        bool isFlagged = scorer.Decide(row);
        measured.Single(m => m.Name == "fraudml.scoring.batch.size").Value.ShouldBe(1);
        measured.Single(m => m.Name == "fraudml.scoring.decisions").Tags.ShouldEndWith(isFlagged ? "=flagged" : "=passed");
        measured.Clear();
        scorer.Score(row);
        measured.ShouldContain(m => m.Name == "fraudml.scoring.duration");
        measured.ShouldNotContain(m => m.Name == "fraudml.scoring.decisions");
        spans.ShouldAllBe(span => span.TagObjects.All(
            tag => tag.Key == "fraudml.model.name" || tag.Key == "fraudml.model.version" || tag.Key == "fraudml.scoring.batch.size"));
    }
}
