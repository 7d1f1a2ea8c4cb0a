using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>How the values of a number lie, of frauds and of legitimate rows: the share of each class in each bin.</summary>
internal static class HistogramChart
{
    /// <summary>Returns the chart as PNG; null where there is no histogram.</summary>
    public static byte[]? Draw(ColumnProfile column)
    {
        HistogramBin[] bins = [.. column.Histogram];
        if (bins.Length == 0) return null;
        double frauds = bins.Sum(bin => bin.FraudCount ?? 0), legitimate = bins.Sum(bin => bin.Count - (bin.FraudCount ?? 0));
        using var chart = new Chart($"{column.Name}: how values lie", column.Name, "Share of the class (%)");
        Add(chart, bins, bin => bin.Count - (bin.FraudCount ?? 0), legitimate, ChartPalette.Blue, frauds > 0 ? "Legitimate" : "Rows");
        Add(chart, bins, bin => bin.FraudCount ?? 0, frauds, ChartPalette.Vermilion, "Fraud");
        chart.Plot.Axes.SetLimitsY(0, 105 * bins.Max(bin => Math.Max(frauds > 0 ? (bin.FraudCount ?? 0) / frauds : 0,
            legitimate > 0 ? (bin.Count - (bin.FraudCount ?? 0)) / legitimate : 0)));
        chart.Legend(Alignment.UpperRight);
        return chart.ToPng();
    }

    private static void Add(Chart chart, HistogramBin[] bins, Func<HistogramBin, int> count, double all, Color color, string legend)
    {
        if (all <= 0) return;
        chart.Plot.Add.Bars((Bar[])
        [
            .. bins.Select(bin => new Bar
            {
                Position = (bin.Low + bin.High) / 2,
                Value = 100 * count(bin) / all,
                Size = bin.High - bin.Low,
                FillColor = color.WithAlpha(0.5),
                LineColor = color,
                LineWidth = 1,
            }),
        ]).LegendText = legend;
    }
}
