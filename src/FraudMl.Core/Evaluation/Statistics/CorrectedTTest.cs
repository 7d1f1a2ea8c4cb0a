using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>Whether a difference over folds is more than noise, when folds share training rows: the corrected resampled t-test
/// (Nadeau and Bengio 2003).</summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="Variance">The variance of the differences, with divisor k − 1.</param>
/// <param name="T">mean / √((1/k + n_test/n_train) · variance); NaN when the variance is 0.</param>
/// <param name="DegreesOfFreedom">k − 1.</param>
/// <param name="PValue">Two-sided, times the number of comparisons; NaN when the variance is 0 or there is one fold only.</param>
/// <param name="Interval">The 95 % interval of the mean difference, for all comparisons at once.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CorrectedTTest(double Mean, double Variance, double T, int DegreesOfFreedom, double PValue, Interval Interval)
{
    /// <summary>Tests the differences of one metric over folds.</summary>
    /// <param name="differences">One difference per fold.</param>
    /// <param name="trainingRowCount">The rows a fold trains on.</param>
    /// <param name="testRowCount">The rows a fold is tested on.</param>
    /// <param name="comparisonCount">How many such comparisons are looked at, at least 1: interval and p-value hold for all of them at once
    /// (Bonferroni). Default 1.</param>
    public static CorrectedTTest Of(
        ReadOnlySpan<double> differences, double trainingRowCount, double testRowCount, int comparisonCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(comparisonCount, 1);
        int k = differences.Length;
        double mean = 0, squares = 0;
        foreach (double difference in differences) mean += difference / k;
        foreach (double difference in differences) squares += (difference - mean) * (difference - mean);
        double variance = k > 1 ? squares / (k - 1) : double.NaN;
        double error = Math.Sqrt((1.0 / k + testRowCount / trainingRowCount) * variance);
        // Equal differences leave only the rounding of their mean.
        bool defined = k > 1 && error > 1e-14 * Math.Abs(mean) && error > 0;
        double t = defined ? mean / error : double.NaN;
        double half = defined ? error * Quantile(k - 1, 0.05 / comparisonCount) : double.NaN;
        double p = defined ? Math.Min(1, comparisonCount * SpecialFunctions.StudentTwoSided(t, k - 1)) : double.NaN;
        return new(mean, variance, t, k - 1, p,
            new(mean - half, mean + half));
    }

    /// <summary>What |t| exceeds with a probability, by halving.</summary>
    private static double Quantile(int degrees, double probability)
    {
        double low = 0, high = 13;
        while (SpecialFunctions.StudentTwoSided(high, degrees) > probability) high *= 2;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (SpecialFunctions.StudentTwoSided(middle, degrees) > probability) low = middle;
            else high = middle;
        }

        return high;
    }
}
