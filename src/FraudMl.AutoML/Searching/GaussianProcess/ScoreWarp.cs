namespace FraudMl;

/// <summary>Losses as a Gaussian process can model them: the worse half by ranks (as Vizier), then Yeo–Johnson, mean 0 and deviation
/// 1.</summary>
internal static class ScoreWarp
{
    /// <summary>Returns the warped losses, lower is better.</summary>
    public static double[] Of(double[] losses)
    {
        double[] halved = Standardized(HalfRanked(losses));
        double power = Math.Clamp(PowerFunction.Fit(halved, PowerMethod.YeoJohnson).Power, -4, 4);
        return Standardized([.. halved.Select(value => PowerFunction.Of(value, power, PowerMethod.YeoJohnson))]);
    }

    // What is worse than the median is only ordered: how bad it is says little about where the best is.
    private static double[] HalfRanked(double[] losses)
    {
        double[] sorted = [.. losses.Order()];
        double median = Quantiles.Linear(0.5, sorted.Length, i => sorted[i]);
        double[] better = [.. sorted.Where(value => value <= median)];
        double deviation = Math.Sqrt(better.Sum(value => (value - median) * (value - median)) / better.Length);
        if (!(deviation > 0) || !double.IsFinite(deviation)) deviation = 1;
        return [.. losses.Select(value => value <= median ? (double.IsFinite(value) ? value : median)
            : median + (deviation * Quantile(value)))];

        double Quantile(double value)
        {
            int place = Array.BinarySearch(sorted, value);
            while (place > 0 && sorted[place - 1] == value) place--;
            return NormalQuantile.Of(Math.Max((place + 0.5) / sorted.Length, 0.5));
        }
    }

    private static double[] Standardized(double[] values)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => deviation > 0 && double.IsFinite(deviation) ? (value - mean) / deviation : 0)];
    }
}
