using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>The share of frauds over time, with its interval, beside the number of rows.</summary>
internal static class TimelineChart
{
    private const int MostPeriods = 40;
    private const double Day = 86_400e6;

    /// <summary>Returns the chart as PNG; null without times or labels.</summary>
    public static byte[]? Draw(DatasetProfile profile)
    {
        if (profile.Timeline.Count < 2 || profile.FraudCount is null) return null;
        int together = (profile.Timeline.Count + MostPeriods - 1) / MostPeriods;
        (double Day, double Rows, double Frauds)[] periods =
        [
            .. profile.Timeline.Chunk(together)
                .Select(chunk => ((chunk[0].Start - profile.Timeline[0].Start) / Day, chunk.Sum(period => (double)period.Count),
                    chunk.Sum(period => (double)(period.FraudCount ?? 0))))
                .Where(period => period.Item2 > 0),
        ];
        double[] days = Array.ConvertAll(periods, period => period.Day);
        double[] shares = Array.ConvertAll(periods, period => 100 * period.Frauds / period.Rows);
        double most = periods.Max(period => period.Rows), top = Math.Max(1e-9, 1.6 * shares.Max());
        using var chart = new Chart($"{profile.Name}: frauds over time", "Days since the first row", "Share of frauds (%)");
        chart.Line(days, Array.ConvertAll(periods, period => 0.95 * top * period.Rows / most), ChartPalette.Grey,
            Chart.Text($"Rows, at most {most:#,0} a period"), dashed: true, width: 1.5f);
        for (int i = 0; i < periods.Length; i++)
        {
            Interval ends = Interval.Wilson(periods[i].Frauds, periods[i].Rows);
            chart.Line([days[i], days[i]], [100 * ends.Low, 100 * ends.High], ChartPalette.Vermilion.WithAlpha(0.4), width: 1.5f);
        }

        chart.Line(days, shares, ChartPalette.Vermilion, "Share of frauds, with Wilson's 95 % interval");
        chart.Plot.Axes.SetLimits(-0.02 * days[^1], days[^1] * 1.02, 0, top);
        chart.LegendBelow();
        return chart.ToPng();
    }
}
