using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>How many times more frauds than as many random rows the highest scores hold, from the first row on.</summary>
internal static class LiftChart
{
    private const int PointCount = 80;

    /// <summary>Returns the chart as PNG; null when there is no fraud or the rows are weighted.</summary>
    public static byte[]? Draw(string name, Evaluation evaluation)
    {
        if (evaluation.Gains.Rows.Count == 0) return null;
        double rowCount = evaluation.RowCount;
        IReadOnlyList<CapacityRow> rows = CapacityTable.Of(evaluation.Rows,
            [.. Enumerable.Range(0, PointCount).Select(i => Math.Min(1, Math.Pow(rowCount, (double)i / (PointCount - 1) - 1)))]).Rows;
        CapacityRow first = CapacityTable.Of(evaluation.Rows, [0.01]).Rows[0];
        using var chart = new Chart(
            Chart.Text($"{name}: the first percent holds {first.Recall:0.0%} of the frauds"),
            "Rows looked at, highest scores first (logarithmic)", "Lift (times the share of frauds)");
        double lowest = Math.Min(0.1, 1 / rowCount), top = Math.Max(2, rows.Max(row => row.Lift) * 1.1);
        chart.Line([.. rows.Select(row => Math.Log10(row.Flagged / rowCount))], [.. rows.Select(row => row.Lift)], ChartPalette.Blue,
            "Model");
        chart.Line([Math.Log10(lowest), 0], [1, 1], ChartPalette.Grey, "Chance", dashed: true);
        chart.LogShares(lowest);
        chart.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.6 };
        chart.Plot.Axes.SetLimitsY(0, top);
        chart.Legend(Alignment.UpperRight);
        return chart.ToPng();
    }
}
