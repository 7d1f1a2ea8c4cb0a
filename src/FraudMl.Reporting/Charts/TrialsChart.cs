using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>The deciding metric of each trial, best at the top, with one standard deviation over the folds.</summary>
internal static class TrialsChart
{
    private const int MostTrials = 16, LongestName = 44;

    /// <summary>Returns the chart as PNG.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="trials">The trials, best first.</param>
    public static byte[] Draw(string metric, IReadOnlyList<(string Name, double Mean, double Deviation)> trials)
    {
        (string Name, double Mean, double Deviation)[] shown = [.. trials.Where(trial => double.IsFinite(trial.Mean)).Take(MostTrials)];
        string title = shown.Length < trials.Count ? $"{metric}: the best {shown.Length} of {trials.Count} trials" : $"{metric} by trial";
        using var chart = new Chart(title, $"{metric}, mean and standard deviation over the folds", "");
        for (int i = 0; i < shown.Length; i++)
        {
            double height = shown.Length - i, deviation = double.IsFinite(shown[i].Deviation) ? shown[i].Deviation : 0;
            Color color = i == 0 ? ChartPalette.Vermilion : ChartPalette.Blue;
            chart.Line([shown[i].Mean - deviation, shown[i].Mean + deviation], [height, height], color, width: 2);
            chart.Plot.Add.Marker(shown[i].Mean, height, MarkerShape.FilledCircle, 10, color);
        }

        chart.Plot.Axes.Left.TickGenerator = new NumericManual([.. shown.Select((_, place) => (double)(shown.Length - place))],
            [.. shown.Select(trial => trial.Name.Length <= LongestName ? trial.Name : $"{trial.Name[..(LongestName - 1)]}…")]);
        chart.Plot.Axes.SetLimitsY(0.3, shown.Length + 0.7);
        return chart.ToPng();
    }
}
