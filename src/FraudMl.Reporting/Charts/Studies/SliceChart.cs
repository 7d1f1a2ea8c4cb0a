using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>The value of each trial over one parameter; later trials are stronger.</summary>
internal static class SliceChart
{
    public static byte[] Draw(StudyHistory history, string parameter, int place)
    {
        var axis = ParameterAxis.Of(history.Space, parameter);
        TrialRecord[] trials = [.. StudyInk.Completed(history).Where(trial => !double.IsNaN(axis.Of(trial)))];
        StudyObjective objective = history.Objectives[place];
        using var chart = new Chart($"{objective.Name} over {parameter}: later trials are darker", parameter, objective.Name);
        StudyInk.Points(
            chart, [.. trials.Select((trial, i) => axis.Of(trial) + (axis.IsChoice ? 0.3 * ((i * 0.618034 % 1) - 0.5) : 0))],
            [.. trials.Select(trial => trial.Values[place])],
            [.. trials.Select(trial => StudyInk.Shade((double)trial.Number / history.Trials.Count))]);
        if (trials.MaxBy(trial => StudyInk.Score(objective, trial.Values[place])) is { } best)
        {
            chart.Point(axis.Of(best), best.Values[place], ChartPalette.Vermilion, Chart.Text($"Best: trial {best.Number}"));
            chart.LegendBelow();
        }

        axis.Tick(chart.Plot.Axes.Bottom);
        double margin = 0.03 * (axis.High - axis.Low);
        chart.Plot.Axes.SetLimitsX(axis.Low - margin, axis.High + margin);
        return chart.ToPng();
    }
}
