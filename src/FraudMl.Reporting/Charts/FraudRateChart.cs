using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>The share of frauds in each bin or text of a column, with its interval: few rows, long whiskers.</summary>
internal static class FraudRateChart
{
    private const int MostBins = 24, LongestName = 14;

    /// <summary>Returns the chart as PNG; null where there are no bins or no labels.</summary>
    public static byte[]? Draw(ColumnProfile column)
    {
        RiskBin[] bins = [.. column.Bins.Where(bin => bin.FraudRatio is not null).Take(MostBins)];
        if (bins.Length == 0) return null;
        using var chart = new Chart($"{column.Name}: fraud rate by value", column.Name, "Share of frauds (%), with Wilson's 95 % interval");
        chart.Plot.Add.Bars((Bar[])
        [
            .. bins.Select((bin, place) => new Bar
            {
                Position = place,
                Value = 100 * bin.FraudRatio!.Value,
                Size = 0.8,
                FillColor = ChartPalette.Vermilion.WithAlpha(0.5),
                LineColor = ChartPalette.Vermilion,
                LineWidth = 1,
            }),
        ]);
        for (int i = 0; i < bins.Length; i++)
        {
            if (bins[i].FraudInterval is { } ends) chart.Line([i, i], [100 * ends.Low, 100 * ends.High], ChartPalette.Ink, width: 1.5f);
        }

        chart.Plot.Axes.Bottom.TickGenerator = new NumericManual([.. bins.Select((_, place) => (double)place)],
            [.. bins.Select(bin => bin.Name.Length <= LongestName ? bin.Name : $"{bin.Name[..(LongestName - 1)]}…")]);
        chart.Plot.Axes.Bottom.TickLabelStyle.Rotation = 35;
        chart.Plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        chart.Plot.Axes.Bottom.MinimumSize = 130;
        double top = bins.Max(bin => Math.Max(bin.FraudRatio!.Value, bin.FraudInterval?.High ?? 0));
        chart.Plot.Axes.SetLimits(-0.6, bins.Length - 0.4, 0, 105 * Math.Max(1e-9, top));
        return chart.ToPng();
    }
}
