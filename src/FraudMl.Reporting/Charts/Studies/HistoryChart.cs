using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>The value of each trial by number, and the best so far.</summary>
internal static class HistoryChart
{
    public static byte[] Draw(StudyHistory history, int place)
    {
        StudyObjective objective = history.Objectives[place];
        TrialRecord[] completed = StudyInk.Completed(history);
        // The trials of an experiment count on from phase to phase, so that those of one begin anywhere.
        (int first, int last) = (history.Trials.Min(trial => trial.Number), history.Trials.Max(trial => trial.Number));
        TrialRecord best = completed.MaxBy(trial => StudyInk.Score(objective, trial.Values[place]))!;
        using var chart = new Chart(
            Chart.Text($"{objective.Name}: best {best.Values[place]:0.####} in trial {best.Number} of {last}"),
            "Trial", objective.Name);
        double[] numbers = [.. completed.Select(trial => (double)trial.Number)];
        double[] values = [.. completed.Select(trial => trial.Values[place])];
        StudyInk.Points(chart, numbers, values, [.. values.Select(_ => ChartPalette.Grey.WithAlpha(0.6))]);
        var steps = new List<(double Number, double Value)>();
        foreach (TrialRecord trial in completed)
        {
            if (steps.Count == 0 || StudyInk.Score(objective, trial.Values[place]) > StudyInk.Score(objective, steps[^1].Value))
                steps.Add((trial.Number, trial.Values[place]));
        }

        steps.Add((last, steps[^1].Value));
        chart.Line([.. steps.Select(step => step.Number)], [.. steps.Select(step => step.Value)], ChartPalette.Blue, "Best so far",
            steps: true);
        chart.Point(best.Number, best.Values[place], ChartPalette.Vermilion, "Best");
        Limits(chart, values, objective);
        chart.Plot.Axes.SetLimitsX(first - 1, last + 1);
        chart.LegendBelow();
        return chart.ToPng();
    }

    // Far worse trials are cut off: they would press the rest into a line.
    private static void Limits(Chart chart, double[] values, StudyObjective objective)
    {
        double[] scores = [.. values.Select(value => StudyInk.Score(objective, value)).Order()];
        double worst = Math.Max(scores[0], scores[^1] - (4 * (scores[^1] - scores[scores.Length / 2]))), best = scores[^1];
        double margin = best > worst ? 0.05 * (best - worst) : Math.Max(1e-9, 0.05 * Math.Abs(best));
        (double a, double b) = (StudyInk.Score(objective, worst - margin), StudyInk.Score(objective, best + margin));
        chart.Plot.Axes.SetLimitsY(Math.Min(a, b), Math.Max(a, b));
    }
}
