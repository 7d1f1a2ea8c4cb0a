using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>How much each parameter matters, as bars.</summary>
internal static class ImportancesChart
{
    private const int Most = 20;

    public static byte[] Draw(IReadOnlyList<ParameterImportance> importances)
    {
        ParameterImportance[] shown = [.. importances.OrderByDescending(one => one.Importance).Take(Most).Reverse()];
        if (shown.Length == 0) throw new FraudMlException("There is nothing to draw: there are no importances.");
        using var chart = new Chart(
            $"What decides: {shown[^1].Name} first", "Share of what tells the best trials from all (PED-ANOVA)", "");
        for (int i = 0; i < shown.Length; i++)
        {
            ScottPlot.Plottables.Rectangle bar = chart.Plot.Add.Rectangle(0, shown[i].Importance, i - 0.35, i + 0.35);
            (bar.FillColor, bar.LineWidth) = (ChartPalette.Blue, 0);
            chart.Label(Chart.Text($"  {shown[i].Importance:0.0%}"), shown[i].Importance, i, 14, ChartPalette.Ink,
                alignment: Alignment.MiddleLeft);
        }

        chart.Plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, shown.Length).Select(i => (double)i)], [.. shown.Select(one => one.Name)]);
        chart.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            TickDensity = 0.6, LabelFormatter = share => Chart.Text($"{share:0%}"),
        };
        chart.Plot.Axes.SetLimits(0, Math.Max(1e-9, 1.15 * shown[^1].Importance), -0.6, shown.Length - 0.4);
        return chart.ToPng();
    }
}
