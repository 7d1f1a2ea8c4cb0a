using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>True positive rate over false positive rate, beside the diagonal of chance.</summary>
internal static class RocChart
{
    /// <summary>Returns the chart as PNG; null when the rows have only one class.</summary>
    public static byte[]? Draw(string name, ScoredRows rows, ConfusionMatrix? decided = null)
    {
        RocCurve curve = RocCurve.Of(rows, PrecisionRecallChart.PointCount);
        if (curve.TruePositiveRate.Length == 0) return null;
        using var chart = new Chart(
            Chart.Text($"{name}: ROC AUC {Metrics.RocAuc.Compute(rows):0.0000}"),
            "False positive rate (share of the legitimate rows that are flagged)",
            "True positive rate (share of the frauds that are flagged)");
        chart.Line(curve.FalsePositiveRate, curve.TruePositiveRate, ChartPalette.Blue, "Model");
        chart.Line([0, 1], [0, 1], ChartPalette.Grey, "Chance", dashed: true);
        if (decided?.Recall() is { IsDefined: true } recall)
            chart.Point(decided.FalsePositiveRate().Value, recall.Value, ChartPalette.Vermilion, "Decisions taken");
        chart.UnitSquare();
        chart.Legend(Alignment.LowerRight);
        return chart.ToPng();
    }
}
