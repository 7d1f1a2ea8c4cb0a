using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>Two objectives of every trial, and the front.</summary>
internal static class FrontChart
{
    public static byte[] Draw(StudyHistory history, int first, int second)
    {
        TrialRecord[] completed = StudyInk.Completed(history);
        TrialRecord[] front = [.. history.Front.OrderBy(trial => trial.Values[first])];
        StudyObjective x = history.Objectives[first], y = history.Objectives[second];
        using var chart = new Chart(Chart.Text($"{front.Length} of {completed.Length} trials are on the front"), $"{x}", $"{y}");
        StudyInk.Points(chart, [.. completed.Select(trial => trial.Values[first])], [.. completed.Select(trial => trial.Values[second])],
            [.. completed.Select(_ => ChartPalette.Grey.WithAlpha(0.5))], 6);
        double[] xs = [.. front.Select(trial => trial.Values[first])], ys = [.. front.Select(trial => trial.Values[second])];
        if (history.Objectives.Count == 2) chart.Line(xs, ys, ChartPalette.Blue, "Front");
        StudyInk.Points(chart, xs, ys, [.. front.Select(_ => ChartPalette.Vermilion)], 9);
        if (history.Objectives.Count == 2) chart.LegendBelow();
        return chart.ToPng();
    }
}
