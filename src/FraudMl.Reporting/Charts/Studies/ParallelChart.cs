using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>Each trial as a line through its parameters; the better, the stronger. A parameter that a trial does not have
/// breaks it.</summary>
internal static class ParallelChart
{
    public static byte[] Draw(StudyHistory history, int place)
    {
        StudyObjective objective = history.Objectives[place];
        TrialRecord[] trials = [.. StudyInk.Completed(history).OrderBy(trial => StudyInk.Score(objective, trial.Values[place]))];
        IReadOnlyList<ParameterAxis> axes = ParameterAxis.AllOf(history.Space);
        Color[] colors = StudyInk.ByRank(trials, objective, place);
        using var chart = new Chart($"{objective.Name}: the darker, the better; the best in red", "", "");
        for (int i = 0; i < trials.Length; i++)
        {
            bool isBest = i == trials.Length - 1;
            Line(chart, axes, trials[i], isBest ? ChartPalette.Vermilion : colors[i].WithAlpha(0.7), isBest ? 3 : 1.5f);
        }

        for (int a = 0; a < axes.Count; a++)
        {
            chart.Line([a, a], [0, 1], ChartPalette.Ink, width: 1);
            chart.Label(axes[a].End(isHigh: true), a, 1.03, 13, ChartPalette.Ink);
            chart.Label(axes[a].End(isHigh: false), a, -0.03, 13, ChartPalette.Ink);
        }

        chart.Plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, axes.Count).Select(a => (double)a)], [.. axes.Select(axis => axis.Name)]);
        chart.Plot.Axes.Left.TickGenerator = new NumericManual([], []);
        chart.Plot.Axes.SetLimits(-0.3, axes.Count - 0.7, -0.08, 1.08);
        chart.Plot.HideGrid();
        return chart.ToPng();
    }

    private static void Line(Chart chart, IReadOnlyList<ParameterAxis> axes, TrialRecord trial, Color color, float width)
    {
        var xs = new List<double>();
        var ys = new List<double>();
        for (int a = 0; a <= axes.Count; a++)
        {
            double at = a < axes.Count ? axes[a].Share(axes[a].Of(trial)) : double.NaN;
            if (!double.IsNaN(at))
            {
                xs.Add(a);
                ys.Add(at);
                continue;
            }

            if (xs.Count > 1) chart.Line([.. xs], [.. ys], color, width: width);
            if (xs.Count == 1) chart.Plot.Add.Marker(xs[0], ys[0], MarkerShape.FilledCircle, 4 + width, color);
            xs.Clear();
            ys.Clear();
        }
    }
}
