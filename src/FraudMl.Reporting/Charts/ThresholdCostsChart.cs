using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>Total cost over a single threshold, beside what the decisions cost and what flagging nothing would.</summary>
internal static class ThresholdCostsChart
{
    private const double LowestThreshold = 1e-5;

    /// <summary>Returns the chart as PNG; null when no costs were given.</summary>
    public static byte[]? Draw(string name, Evaluation evaluation)
    {
        if (evaluation.Costs is not { } costs) return null;
        bool logarithmic = evaluation.Rows.Kind == ScoreKind.Probability;
        ThresholdRow[] table = [.. ThresholdTable.Of(evaluation.Rows, PrecisionRecallChart.PointCount).Rows
            .Where(row => row.Cost is not null)];
        double[] thresholds = Array.ConvertAll(table, row => Position(row.Threshold, logarithmic));
        double[] totals = Array.ConvertAll(table, row => row.Cost!.Value);
        using var chart = new Chart(
            Chart.Text($"{name}: decisions cost {costs.Decisions:#,0.##}, savings {costs.Savings:0.0%}"),
            logarithmic ? "Threshold (probability of fraud, logarithmic)" : "Threshold (margin, no unit)",
            "Total cost (currency of the data)");
        chart.Line(thresholds, totals, ChartPalette.Blue, "One threshold for all");
        (double left, double right) = (thresholds.Min(), thresholds.Max());
        chart.Line([left, right], [costs.Decisions, costs.Decisions], ChartPalette.Green,
            Chart.Text($"Decisions taken: {costs.Decisions:#,0.##}"), dashed: true);
        chart.Line([left, right], [costs.FlagNothing, costs.FlagNothing], ChartPalette.Grey,
            Chart.Text($"Flag nothing: {costs.FlagNothing:#,0.##}"), dashed: true);
        if (double.IsFinite(costs.BestThreshold))
            chart.Point(Position(costs.BestThreshold, logarithmic), costs.BestThresholdCost, ChartPalette.Vermilion,
                Chart.Text($"Best threshold {costs.BestThreshold:0.####}: {costs.BestThresholdCost:#,0.##}"));
        if (logarithmic) Decades(chart.Plot.Axes.Bottom, left);
        double top = Math.Min(totals.Max(), 1.6 * Math.Max(costs.FlagNothing, costs.Decisions));
        chart.Plot.Axes.SetLimits(left - 0.02 * (right - left), right + 0.02 * (right - left), 0, Math.Max(top, double.Epsilon) * 1.05);
        chart.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.6,
            LabelFormatter = value => Chart.Text($"{value:#,0.##}") };
        chart.LegendBelow();
        return chart.ToPng();
    }

    private static double Position(double threshold, bool logarithmic) =>
        logarithmic ? Math.Log10(Math.Max(threshold, LowestThreshold)) : threshold;

    private static void Decades(IAxis axis, double left)
    {
        int[] decades = [.. Enumerable.Range((int)Math.Floor(left), 1 - (int)Math.Floor(left))];
        axis.TickGenerator = new NumericManual(
            [.. decades.Select(decade => (double)decade)], [.. decades.Select(decade => Chart.Text($"{Math.Pow(10, decade):0.#####}"))]);
    }
}
