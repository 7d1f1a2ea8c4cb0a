using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>The share of frauds in each period, with its interval, beside the number of rows.</summary>
internal static class TimelineChart
{
    private const int MostPeriods = 60;
    private const double Day = 86_400e6;

    /// <summary>Returns the chart as PNG; null without times or labels.</summary>
    public static byte[]? Draw(DatasetProfile profile)
    {
        PeriodProfile[] periods = [.. profile.Timeline.Where(period => period is { Count: > 0, FraudRatio: not null })];
        if (periods.Length < 2) return null;
        double start = profile.Timeline[0].Start;
        double[] days = Array.ConvertAll(periods, period => (period.Start - start) / Day);
        double[] shares = Array.ConvertAll(periods, period => 100 * period.FraudRatio!.Value);
        double most = periods.Max(period => period.Count), top = Math.Max(1e-9, 1.15 * shares.Max());
        using var chart = new Chart($"{profile.Name}: frauds over time", "Days since the first row", "Share of frauds (%)");
        chart.Line(days, Array.ConvertAll(periods, period => top * period.Count / most), ChartPalette.Grey.WithAlpha(0.7),
            Chart.Text($"Rows, most {most:#,0} a period"), width: 1.5f);
        if (periods.Length <= MostPeriods)
        {
            for (int i = 0; i < periods.Length; i++)
            {
                if (periods[i].FraudInterval is { } ends)
                    chart.Line([days[i], days[i]], [100 * ends.Low, Math.Min(top, 100 * ends.High)], ChartPalette.Vermilion.WithAlpha(0.4),
                        width: 1.5f);
            }
        }

        chart.Line(days, shares, ChartPalette.Vermilion, "Share of frauds, with Wilson's 95 % interval");
        chart.Plot.Axes.SetLimits(days[0] - (0.02 * days[^1]), days[^1] * 1.02, 0, 1.05 * top);
        chart.LegendBelow();
        return chart.ToPng();
    }
}
