using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>How many times more frauds than as many random rows the highest scores hold.</summary>
internal static class LiftChart
{
    /// <summary>Returns the chart as PNG; null when there is no fraud or the rows are weighted.</summary>
    public static byte[]? Draw(string name, Evaluation evaluation)
    {
        IReadOnlyList<GainsRow> rows = evaluation.Gains.Rows;
        if (rows.Count == 0) return null;
        using var chart = new Chart(
            Chart.Text($"{name}: the first decile holds {rows[0].Gain:0.0%} of the frauds"), "Rows looked at, highest scores first (%)",
            "Lift (times the share of frauds)");
        chart.Line([.. rows.Select(row => row.Decile * 10.0)], [.. rows.Select(row => row.Lift)], ChartPalette.Blue, "Model");
        chart.Line([0, 100], [1, 1], ChartPalette.Grey, "Chance", dashed: true);
        chart.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.6 };
        chart.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.6 };
        chart.Plot.Axes.SetLimits(0, 101, 0, Math.Max(2, rows.Max(row => row.Lift) * 1.1));
        chart.Legend(Alignment.UpperRight);
        return chart.ToPng();
    }
}
