using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>How many rows of each class have which score; the counts are on a logarithmic axis.</summary>
internal static class ScoreDistributionChart
{
    private const int BinCount = 40;

    public static byte[] Draw(string name, ScoredRows rows, double? threshold)
    {
        double low = 0, high = 1;
        if (rows.Kind == ScoreKind.Margin)
        {
            low = System.Numerics.Tensors.TensorPrimitives.Min(rows.Scores);
            high = Math.Max(low + 1e-9, System.Numerics.Tensors.TensorPrimitives.Max(rows.Scores));
        }

        using var chart = new Chart(
            $"{name}: scores by class", rows.Kind == ScoreKind.Margin ? "Score (margin, no unit)" : "Predicted probability of fraud",
            "Rows per bin (logarithmic)");
        double width = (high - low) / BinCount;
        double top = Math.Max(
            Bars(chart, Counts(rows, false, low, width), low, width, ChartPalette.Blue, "Legitimate"),
            Bars(chart, Counts(rows, true, low, width), low, width, ChartPalette.Vermilion, "Fraud"));
        if (threshold is { } flaggedFrom)
            chart.Line([flaggedFrom, flaggedFrom], [0, top], ChartPalette.Ink, Chart.Text($"Flagged from {flaggedFrom:0.0000}"),
                dashed: true, width: 2);
        int[] decades = [.. Enumerable.Range(0, 1 + (int)Math.Ceiling(top))];
        chart.Plot.Axes.Left.TickGenerator = new NumericManual([.. decades.Select(Height)],
            [.. decades.Select(decade => Chart.Text($"{Math.Pow(10, decade):#,0}"))]);
        if (rows.Kind == ScoreKind.Probability) chart.Plot.Axes.Bottom.TickGenerator = Chart.Tenths();
        chart.Plot.Axes.SetLimits(low - width / 2, high + width / 2, 0, top * 1.06);
        chart.Legend(Alignment.UpperRight);
        return chart.ToPng();
    }

    private static int[] Counts(ScoredRows rows, bool fraud, double low, double width)
    {
        var counts = new int[BinCount];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Labels[row] == fraud) counts[Math.Clamp((int)((rows.Scores[row] - low) / width), 0, BinCount - 1)]++;
        }

        return counts;
    }

    private static double Bars(Chart chart, int[] counts, double low, double width, Color color, string legend)
    {
        Bar[] bars = [.. counts.Select((count, bin) => (count, bin)).Where(pair => pair.count > 0).Select(pair => new Bar
        {
            Position = low + (pair.bin + 0.5) * width,
            Value = Height(Math.Log10(pair.count)),
            Size = width,
            FillColor = color.WithAlpha(0.55),
            LineColor = color,
            LineWidth = 1,
        })];
        if (bars.Length == 0) return 1;
        chart.Plot.Add.Bars(bars).LegendText = legend;
        return bars.Max(bar => bar.Value);
    }

    /// <summary>A bin of one row must be seen: decade 0 stands half a decade above the axis.</summary>
    private static double Height(double decade) => decade + 0.5;

    private static double Height(int decade) => Height((double)decade);
}
