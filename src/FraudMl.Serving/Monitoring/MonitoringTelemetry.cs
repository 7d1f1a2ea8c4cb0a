using System.Diagnostics.Metrics;

namespace FraudMl.Serving;

/// <summary>Drift and live metrics as gauges, worked out when a collector asks and at most every few seconds; never a value of a
/// row.</summary>
internal sealed class MonitoringTelemetry
{
    private readonly (ScoringService Service, FraudMonitor Monitor)[] _watched;

    public MonitoringTelemetry(IMeterFactory meters, ScoringServices services, Func<string, FraudMonitor> monitorOf)
    {
        _watched = [.. services.All.Select(service => (service, monitorOf(service.Name)))];
        Meter meter = meters.Create(ScoringTelemetry.Name);
        meter.CreateObservableGauge("fraudml.scoring.drift.psi", () => Columns(column => column.Psi), "1",
            "Population stability index of an input, or of fraud_probability, against the training data.");
        meter.CreateObservableGauge("fraudml.scoring.drift.ks", () => Columns(column => column.KolmogorovSmirnov), "1",
            "Kolmogorov-Smirnov distance, at the ends of the bins.");
        meter.CreateObservableGauge("fraudml.scoring.drift.js", () => Columns(column => column.JensenShannon), "1",
            "Jensen-Shannon distance, base 2.");
        meter.CreateObservableGauge("fraudml.scoring.drift.p_value", () => Columns(column => column.PValue), "1",
            "G test that nothing has moved, corrected for all tests of the report.");
        meter.CreateObservableGauge("fraudml.scoring.drift.missing", () => Columns(column => column.MissingRatio), "1",
            "Share of transactions without a value.");
        meter.CreateObservableGauge("fraudml.scoring.drift.unknown", () => Columns(column => column.UnknownRatio), "1",
            "Share of transactions with a text that training has never seen.");
        meter.CreateObservableGauge("fraudml.scoring.drift.verdict", () => Columns(column => (double)column.Verdict), "1",
            "0 stable, 1 too few rows, 2 watch, 3 act.");
        foreach (string name in LiveMetrics.Names)
        {
            meter.CreateObservableGauge($"fraudml.scoring.live.{name}", () => Live(name), "1",
                "Of the transactions that this server scored and remembers, by version.");
        }
    }

    private IEnumerable<Measurement<double>> Columns(Func<DriftColumn, double?> valueOf) =>
        from watched in _watched
        let drift = watched.Monitor.RecentDrift
        where drift is not null
        from column in drift.Report.Columns.Append(drift.Report.Probability)
        let value = valueOf(column)
        where value is not null
        select new Measurement<double>(value.Value, new("model.name", drift.ModelName), new("model.version", drift.ModelVersion),
            new("feature", column.Name));

    private IEnumerable<Measurement<double>> Live(string name) =>
        from watched in _watched
        where watched.Service.Options.IdColumn is not null
        from version in watched.Monitor.RecentLive.Versions
        let value = version.Values.First(metric => metric.Name == name).Value
        where value is not null
        select new Measurement<double>(value.Value, new("model.name", version.ModelName), new("model.version", version.ModelVersion));
}
