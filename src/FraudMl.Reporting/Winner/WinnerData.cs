using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Reporting;

/// <summary>The numbers behind the winner's charts as JSON; the serializer escapes <c>&lt;</c>.</summary>
internal static class WinnerData
{
    private const int PointCount = 300, Digits = 6;

    public static string Of(WinnerResults winner)
    {
        Evaluation test = winner.Test;
        PrecisionRecallCurve precision = PrecisionRecallCurve.Of(test.Rows, PointCount);
        RocCurve roc = RocCurve.Of(test.Rows, PointCount);
        ConfusionMatrix decided = test.Confusion;
        return JsonSerializer.Serialize(new WinnerCharts(
            [.. precision.Recall.Zip(precision.Precision, (x, y) => (double?[])[Round(x), Round(y)])],
            [.. roc.FalsePositiveRate.Zip(roc.TruePositiveRate, (x, y) => (double?[])[Round(x), Round(y)])],
            test.Prevalence,
            [.. test.Calibration.Uniform.Where(bin => bin.Weight > 0).Select(Bin)],
            [.. winner.Capacity.Rows.Select(row => (double?[])[Round(row.Flagged), Round(row.Flagged / test.RowCount),
                Round(row.AlertsPerDay), Round(row.Recall), Round(row.NetSavings)])],
            new(Round(decided.Precision().Value), Round(decided.Recall().Value), Round(decided.FalsePositiveRate().Value),
                Round(decided.Flagged), Round(decided.Flagged / decided.Total), Round(test.Alerts?.PerDay),
                Round(test.Costs?.FlagNothing - test.Costs?.Decisions)),
            [.. winner.Periods?.Segments.Where(segment => segment.Start is not null).Select(Period) ?? []],
            [.. winner.Explained.Shap?.Inputs.Select(Shap) ?? []],
            [.. winner.Explained.Dependences.Select(Dependence)]), WinnerChartsJson.Default.WinnerCharts);
    }

    private static CalibrationPoint Bin(ReliabilityBin bin)
    {
        Interval interval = Interval.Wilson(bin.FraudRate * bin.Weight, bin.Weight);
        return new(Round(bin.MeanProbability), Round(bin.FraudRate), Round(interval.Low), Round(interval.High), Round(bin.Weight));
    }

    private static PeriodPoint Period(EvaluatedSegment segment)
    {
        Interval? interval = segment.Values[0].Interval is { } ends && ends.Low < ends.High ? ends : null;
        return new(segment.Name, segment.RowCount, segment.FraudCount, Round(segment.Values[0].Value), Round(interval?.Low),
            Round(interval?.High));
    }

    // In pairs of contribution and position; three digits are more than a dot can show.
    private static ShapPoints Shap(ShapInput input) => new(input.Name, [.. input.Points.SelectMany(
        point => new[] { Round(point.Contribution, 3), Round(point.Position, 2) })]);

    private static DependencePoints Dependence(PartialDependence dependence) => new(
        dependence.Input,
        dependence.Points.Any(point => double.IsNaN(point.Number)),
        [.. dependence.Points.Select(point => point.Value)],
        [.. dependence.Points.Select(point => Round(point.Number))],
        [.. dependence.Points.Select(point => Round(point.MeanProbability))]);

    private static double? Round(double? value, int decimals = Digits) =>
        value is { } there && double.IsFinite(there) ? Math.Round(there, decimals) : null;
}

internal sealed record WinnerCharts(
    IReadOnlyList<double?[]> Pr, IReadOnlyList<double?[]> Roc, double Prevalence, IReadOnlyList<CalibrationPoint> Calibration,
    IReadOnlyList<double?[]> Capacity, DecidedPoint Decided, IReadOnlyList<PeriodPoint> Periods, IReadOnlyList<ShapPoints> Shap,
    IReadOnlyList<DependencePoints> Dependences);

internal sealed record CalibrationPoint(double? Probability, double? Rate, double? Low, double? High, double? Count);

internal sealed record DecidedPoint(
    double? Precision, double? Recall, double? FalsePositiveRate, double? Flagged, double? Share, double? Alerts, double? Saved);

internal sealed record PeriodPoint(string Name, int Count, int Frauds, double? Value, double? Low, double? High);

internal sealed record ShapPoints(string Name, IReadOnlyList<double?> Points);

internal sealed record DependencePoints(
    string Input, bool IsText, IReadOnlyList<string> Names, IReadOnlyList<double?> Numbers, IReadOnlyList<double?> Means);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WinnerCharts))]
internal sealed partial class WinnerChartsJson : JsonSerializerContext;
