namespace FraudMl;

/// <summary>Metrics of the scores as probabilities.</summary>
internal static class ProbabilityMetrics
{
    private const string NoProbabilities = "the scores are margins, not probabilities";

    public static MetricValue Brier(Tally tally) => Mean(tally, tally.SquaredErrorSum);

    public static MetricValue LogLoss(Tally tally) => Mean(tally, tally.LogLossSum);

    /// <summary>The weighted mean gap between mean probability and fraud rate over the bins.</summary>
    public static MetricValue ExpectedCalibrationError(ReliabilityBin[]? bins, Tally tally)
    {
        if (bins is null) return NoBins(tally);
        double sum = 0;
        foreach (ReliabilityBin bin in bins)
        {
            if (bin.Weight > 0) sum += bin.Weight * Gap(bin);
        }
        return new(sum / tally.TotalWeight);
    }

    /// <summary>The largest gap over the bins that have rows.</summary>
    public static MetricValue MaximumCalibrationError(ReliabilityBin[]? bins, Tally tally)
    {
        if (bins is null) return NoBins(tally);
        double largest = 0;
        foreach (ReliabilityBin bin in bins)
        {
            if (bin.Weight > 0) largest = Math.Max(largest, Gap(bin));
        }
        return new(largest);
    }

    private static double Gap(ReliabilityBin bin) => Math.Abs(bin.FraudRate - bin.MeanProbability);

    private static MetricValue Mean(Tally tally, double? sum) =>
        sum is { } total ? new(total / tally.TotalWeight) : MetricValue.Undefined(NoProbabilities);

    private static MetricValue NoBins(Tally tally) =>
        MetricValue.Undefined(tally.UniformBins is null ? NoProbabilities : "the rows are weighted");
}
