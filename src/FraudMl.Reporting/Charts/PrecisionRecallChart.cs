using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>Precision over recall, beside the share of frauds that a model without knowledge would reach.</summary>
internal static class PrecisionRecallChart
{
    public const int PointCount = 600;

    /// <summary>Returns the chart as PNG; null when there is no fraud.</summary>
    public static byte[]? Draw(string name, ScoredRows rows, ConfusionMatrix? decided = null)
    {
        PrecisionRecallCurve curve = PrecisionRecallCurve.Of(rows, PointCount);
        if (curve.Recall.Length == 0) return null;
        double prevalence = curve.Precision[0];
        double precision = Metrics.AveragePrecision.Compute(rows);
        using var chart = new Chart(
            Chart.Text($"{name}: AP {precision:0.0000}"), "Recall (share of the frauds that are flagged)",
            "Precision (share of flagged rows that are frauds)");
        chart.Line(curve.Recall, curve.Precision, ChartPalette.Blue, "Model", steps: true);
        chart.Line([0, 1], [prevalence, prevalence], ChartPalette.Grey, Chart.Text($"Chance: {prevalence:0.##%} of rows are frauds"),
            dashed: true);
        if (decided?.Precision() is { IsDefined: true } flagged)
            chart.Point(decided.Recall().Value, flagged.Value, ChartPalette.Vermilion, "Decisions taken");
        chart.UnitSquare();
        chart.Legend(Alignment.LowerLeft);
        return chart.ToPng();
    }
}
