using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>The value over two parameters: between the trials their mean by nearness, by rank so that outliers hide nothing.</summary>
internal static class ContourChart
{
    private const int CellCount = 80;

    public static byte[] Draw(StudyHistory history, string first, string second, int place)
    {
        ParameterAxis x = ParameterAxis.Of(history.Space, first), y = ParameterAxis.Of(history.Space, second);
        TrialRecord[] trials = [.. StudyInk.Completed(history)
            .Where(trial => !double.IsNaN(x.Of(trial)) && !double.IsNaN(y.Of(trial)))];
        if (trials.Length == 0) throw new FraudMlException($"No trial that completed has both {first} and {second}.");
        StudyObjective objective = history.Objectives[place];
        int[] order = [.. Enumerable.Range(0, trials.Length).OrderBy(i => StudyInk.Score(objective, trials[i].Values[place]))];
        double[] ranks = new double[trials.Length];
        for (int rank = 0; rank < order.Length; rank++) ranks[order[rank]] = rank / Math.Max(1.0, order.Length - 1);
        using var chart = new Chart($"{objective.Name}: the darker, the better", first, second);
        double width = (x.High - x.Low) / CellCount, height = (y.High - y.Low) / CellCount;
        (double X, double Y)[] places = [.. trials.Select(trial => (x.Share(x.Of(trial)), y.Share(y.Of(trial))))];
        for (int i = 0; i < CellCount; i++)
        {
            for (int j = 0; j < CellCount; j++)
            {
                double near = Near(places, ranks, (i + 0.5) / CellCount, (j + 0.5) / CellCount);
                // A little wider than its place, so that no seams show.
                ScottPlot.Plottables.Rectangle cell = chart.Plot.Add.Rectangle(
                    x.Low + (i * width), x.Low + ((i + 1.2) * width), y.Low + (j * height), y.Low + ((j + 1.2) * height));
                (cell.FillColor, cell.LineWidth) = (StudyInk.Shade(0.85 * near), 0);
            }
        }

        StudyInk.Points(chart, [.. trials.Select(x.Of)], [.. trials.Select(y.Of)], [.. trials.Select(_ => Colors.White.WithAlpha(0.8))], 5);
        TrialRecord best = trials[order[^1]];
        chart.Point(x.Of(best), y.Of(best), ChartPalette.Vermilion, Chart.Text($"Best: trial {best.Number}"));
        x.Tick(chart.Plot.Axes.Bottom);
        y.Tick(chart.Plot.Axes.Left);
        chart.Plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        chart.Plot.HideGrid();
        chart.LegendBelow();
        return chart.ToPng();
    }

    // Shepard's weights 1 / d⁴.
    private static double Near((double X, double Y)[] places, double[] ranks, double x, double y)
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < places.Length; i++)
        {
            double square = ((places[i].X - x) * (places[i].X - x)) + ((places[i].Y - y) * (places[i].Y - y)) + 1e-4;
            double weight = 1 / (square * square);
            (sum, weights) = (sum + (weight * ranks[i]), weights + weight);
        }

        return sum / weights;
    }
}
