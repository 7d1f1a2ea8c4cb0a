using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>Labels against decisions; the colour is the share of the row's class, so that the few frauds are seen too.</summary>
internal static class ConfusionMatrixChart
{
    public static byte[] Draw(string name, Evaluation evaluation)
    {
        ConfusionMatrix confusion = evaluation.Confusion;
        string rule = evaluation.Threshold is { } threshold ? Chart.Text($"flagged from {threshold:0.0000}") : "flagged row by row";
        using var chart = new Chart($"{name}: {rule}", "Decision", "Label");
        Cell(chart, 0, 1, confusion.TrueNegatives, confusion.Negatives, "legitimate rows pass", ChartPalette.Blue);
        Cell(chart, 1, 1, confusion.FalsePositives, confusion.Negatives, "legitimate rows flagged", ChartPalette.Vermilion);
        Cell(chart, 0, 0, confusion.FalseNegatives, confusion.Positives, "frauds missed", ChartPalette.Vermilion);
        Cell(chart, 1, 0, confusion.TruePositives, confusion.Positives, "frauds flagged", ChartPalette.Blue);
        Axis(chart.Plot.Axes.Bottom, "Pass", "Flag");
        Axis(chart.Plot.Axes.Left, "Fraud", "Legitimate");
        chart.Plot.HideGrid();
        chart.Plot.Axes.SetLimits(-0.5, 1.5, -0.5, 1.5);
        return chart.ToPng();
    }

    private static void Cell(Chart chart, int x, int y, double count, double total, string meaning, Color color)
    {
        double share = total > 0 ? count / total : 0;
        ScottPlot.Plottables.Rectangle cell = chart.Plot.Add.Rectangle(x - 0.49, x + 0.49, y - 0.49, y + 0.49);
        cell.FillColor = color.WithAlpha(0.08 + 0.82 * share);
        cell.LineWidth = 0;
        Color ink = share > 0.5 ? Colors.White : ChartPalette.Ink;
        chart.Label(Chart.Text($"{count:#,0.##}"), x, y + 0.12, 34, ink, bold: true);
        chart.Label(Chart.Text($"{share:0.00%} of the class"), x, y - 0.08, 16, ink);
        chart.Label(meaning, x, y - 0.2, 16, ink);
    }

    private static void Axis(IAxis axis, string first, string second)
    {
        axis.TickGenerator = new NumericManual([0, 1], [first, second]);
        ChartFont.Apply(axis.TickLabelStyle, 16);
        axis.MajorTickStyle.Length = 0;
    }
}
