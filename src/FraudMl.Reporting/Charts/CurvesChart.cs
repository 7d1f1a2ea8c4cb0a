using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>Precision over recall of several models: the best trial of each name.</summary>
internal static class CurvesChart
{
    private const int MostCurves = 6;

    private static readonly Color[] Inks =
        [ChartPalette.Blue, ChartPalette.Vermilion, ChartPalette.Green, ChartPalette.Purple, ChartPalette.Ink, ChartPalette.Grey];

    /// <summary>Returns the chart as PNG; null where no curve can be drawn.</summary>
    /// <param name="models">Names and out-of-fold scores, best first.</param>
    public static byte[]? Draw(IReadOnlyList<(string Name, ScoredRows Rows)> models)
    {
        (string Name, PrecisionRecallCurve Curve, double Average)[] curves =
        [
            .. models.DistinctBy(model => model.Name).Take(MostCurves)
                .Select(model => (model.Name, PrecisionRecallCurve.Of(model.Rows, PrecisionRecallChart.PointCount),
                    Metrics.AveragePrecision.Compute(model.Rows)))
                .Where(model => model.Item2.Recall.Length > 0),
        ];
        if (curves.Length == 0) return null;
        using var chart = new Chart("Precision over recall, out of fold", "Recall (share of the frauds that are flagged)",
            "Precision (share of flagged rows that are frauds)");
        for (int i = 0; i < curves.Length; i++)
        {
            chart.Line(curves[i].Curve.Recall, curves[i].Curve.Precision, Inks[i],
                Chart.Text($"{curves[i].Name}, AP {curves[i].Average:0.000}"), steps: true);
        }

        chart.UnitSquare();
        chart.Legend(Alignment.LowerLeft);
        return chart.ToPng();
    }
}
