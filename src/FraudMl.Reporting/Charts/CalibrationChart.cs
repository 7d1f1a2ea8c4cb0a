using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>Fraud rate over mean probability in ten bins of equal width, with 95 % intervals: few rows, little certainty.</summary>
internal static class CalibrationChart
{
    /// <summary>From here on, a text to the right of its point would leave the chart.</summary>
    private const double LastTenth = 0.9;

    /// <summary>Returns the chart as PNG; null when the scores are no probabilities.</summary>
    public static byte[]? Draw(string name, ScoredRows rows)
    {
        ReliabilityBin[] bins = [.. CalibrationCurve.Of(rows).Uniform.Where(bin => bin.Weight > 0)];
        if (bins.Length == 0) return null;
        using var chart = new Chart(
            Chart.Text(
                $"{name}: Brier {Metrics.Brier.Compute(rows):0.00000}, calibration error {Metrics.ExpectedCalibrationError.Compute(rows):0.0000}"),
            "Mean predicted probability of fraud (ten equal bins)",
            "Observed share of frauds");
        chart.Line([0, 1], [0, 1], ChartPalette.Grey, "Perfectly calibrated", dashed: true);
        chart.Line([.. bins.Select(bin => bin.MeanProbability)], [.. bins.Select(bin => bin.FraudRate)], ChartPalette.Blue,
            "Model, with 95 % interval");
        foreach (ReliabilityBin bin in bins) Draw(chart, bin);
        chart.UnitSquare();
        chart.Legend(Alignment.LowerRight);
        return chart.ToPng();
    }

    private static void Draw(Chart chart, ReliabilityBin bin)
    {
        Interval interval = Interval.Wilson(bin.FraudRate * bin.Weight, bin.Weight);
        chart.Line([bin.MeanProbability, bin.MeanProbability], [interval.Low, interval.High], ChartPalette.Blue.WithAlpha(0.45), width: 4);
        chart.Plot.Add.Marker(bin.MeanProbability, bin.FraudRate, MarkerShape.FilledCircle, 9, ChartPalette.Blue);
        chart.Label(
            Chart.Text($" n={bin.Weight:#,0.#} "), bin.MeanProbability, bin.FraudRate, 12, ChartPalette.Ink,
            alignment: bin.MeanProbability > LastTenth ? Alignment.UpperRight : Alignment.UpperLeft);
    }
}
