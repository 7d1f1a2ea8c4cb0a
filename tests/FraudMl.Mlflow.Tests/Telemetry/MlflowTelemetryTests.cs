using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FraudMl.Mlflow.Tests;

public sealed class MlflowTelemetryTests : IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();

    [Fact]
    public async Task Requests_delivered_entries_and_waiting_bytes_are_told_without_ids()
    {
        await using MlflowTestServer server = await MlflowTestServer.StartAsync(_store);
        using ActivityListener spans = ListenToSpans();
        using MeterListener meters = ListenToMeters();
        string runId;
        using (MlflowClient client = server.Connect())
        {
            await using MlflowActiveRun run = await client.StartRunAsync("told");
            runId = run.RunId;
            for (int step = 0; step < 5; step++) run.LogMetric("loss", step, step);
            await run.LogParamAsync("a", 1);
            await run.FlushAsync();
            await Should.ThrowAsync<MlflowException>(client.LoggedModels.GetAsync("m-0123"));
        }

        meters.RecordObservableInstruments();
        _measured.Where(one => one.Name == "fraudml.mlflow.delivered" && one.Tags.Contains("metric", StringComparison.Ordinal))
            .Sum(one => one.Value).ShouldBeGreaterThanOrEqualTo(5);
        _measured.ShouldContain(one => one.Name == "fraudml.mlflow.delivered" && one.Tags.Contains("param", StringComparison.Ordinal));
        _measured.ShouldContain(one => one.Name == "fraudml.mlflow.request.duration"
            && one.Tags == "http.request.method=POST url.template=mlflow/runs/create http.response.status_code=200");
        _measured.ShouldContain(one => one.Name == "fraudml.mlflow.request.duration"
            && one.Tags == "http.request.method=GET url.template=mlflow/logged-models http.response.status_code=404");
        _measured.ShouldContain(one => one.Name == "fraudml.mlflow.spool.usage" && one.Value >= 0);
        _spans.ShouldContain(span => span.DisplayName == "mlflow POST mlflow/runs/create" && span.Status == ActivityStatusCode.Unset);
        _spans.ShouldContain(span => span.DisplayName == "mlflow GET mlflow/logged-models" && span.Status == ActivityStatusCode.Error);
        _measured.ShouldNotContain(one => one.Tags.Contains(runId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/2.0/mlflow/runs/log-batch", "mlflow/runs/log-batch")]
    [InlineData("/prefix/api/2.0/mlflow/logged-models/m-1/artifacts/directories", "mlflow/logged-models")]
    [InlineData("/api/2.0/mlflow/webhooks/7/test", "mlflow/webhooks")]
    [InlineData("/api/2.0/mlflow-artifacts/artifacts/1/a/b.txt", "mlflow-artifacts/artifacts")]
    [InlineData("/api/3.0/mlflow/server-info", "mlflow/server-info")]
    [InlineData("/version", "version")]
    public void A_route_is_the_path_without_what_differs_from_call_to_call(string path, string route) =>
        TelemetryHandler.RouteOf(path).ShouldBe(route);

    public void Dispose() => _store.Dispose();

    private ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "FraudMl.Mlflow",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "FraudMl.Mlflow")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var shown = new List<string>();
        foreach ((string key, object? tag) in tags) shown.Add($"{key}={tag}");
        _measured.Enqueue((instrument.Name, value, string.Join(' ', shown)));
    }
}
