using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>True positive rate over false positive rate, which is on a logarithmic axis: alerts are worked off in its first
/// percent.</summary>
internal static class RocChart
{
    /// <summary>Returns the chart as PNG; null when the rows have only one class.</summary>
    public static byte[]? Draw(string name, ScoredRows rows, ConfusionMatrix? decided = null)
    {
        RocCurve curve = RocCurve.Of(rows, PrecisionRecallChart.PointCount);
        if (curve.TruePositiveRate.Length == 0) return null;
        using var chart = new Chart(
            Chart.Text($"{name}: ROC AUC {Metrics.RocAuc.Compute(rows):0.0000}"),
            "False positive rate (share of the legitimate rows that are flagged, logarithmic)",
            "True positive rate (share of the frauds that are flagged)");
        double lowest = Math.Min(0.1, curve.FalsePositiveRate.Where(rate => rate > 0).Min());
        double Position(double rate) => Math.Log10(Math.Max(rate, lowest));
        chart.Line(Array.ConvertAll(curve.FalsePositiveRate, Position), curve.TruePositiveRate, ChartPalette.Blue, "Model");
        chart.LogChance(lowest);
        if (decided?.Recall() is { IsDefined: true } recall)
            chart.Point(Position(decided.FalsePositiveRate().Value), recall.Value, ChartPalette.Vermilion, "Decisions taken");
        chart.LogShares(lowest);
        chart.Legend(Alignment.UpperLeft);
        return chart.ToPng();
    }
}
