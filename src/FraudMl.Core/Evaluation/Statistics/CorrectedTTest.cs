using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>Whether a difference over folds is more than noise, when folds share training rows: the corrected resampled t-test
/// (Nadeau and Bengio 2003).</summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="Variance">The variance of the differences, with divisor k − 1.</param>
/// <param name="T">mean / √((1/k + n_test/n_train) · variance); NaN when the variance is 0.</param>
/// <param name="DegreesOfFreedom">k − 1.</param>
/// <param name="PValue">Two-sided; NaN when the variance is 0 or there is one fold only.</param>
/// <param name="Interval">The 95 % interval of the mean difference.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CorrectedTTest(double Mean, double Variance, double T, int DegreesOfFreedom, double PValue, Interval Interval)
{
    /// <summary>Tests the differences of one metric over folds.</summary>
    /// <param name="differences">One difference per fold.</param>
    /// <param name="trainingRowCount">The rows a fold trains on.</param>
    /// <param name="testRowCount">The rows a fold is tested on.</param>
    public static CorrectedTTest Of(ReadOnlySpan<double> differences, double trainingRowCount, double testRowCount)
    {
        int k = differences.Length;
        double mean = 0, squares = 0;
        foreach (double difference in differences) mean += difference / k;
        foreach (double difference in differences) squares += (difference - mean) * (difference - mean);
        double variance = k > 1 ? squares / (k - 1) : double.NaN;
        double error = Math.Sqrt((1.0 / k + testRowCount / trainingRowCount) * variance);
        // Equal differences leave only the rounding of their mean.
        bool defined = k > 1 && error > 1e-14 * Math.Abs(mean) && error > 0;
        double t = defined ? mean / error : double.NaN;
        double half = defined ? error * Quantile(k - 1) : double.NaN;
        return new(mean, variance, t, k - 1, defined ? SpecialFunctions.StudentTwoSided(t, k - 1) : double.NaN,
            new(mean - half, mean + half));
    }

    /// <summary>The 0.975 quantile of Student's distribution, by halving; the largest, of one degree, is 12.7.</summary>
    private static double Quantile(int degrees)
    {
        double low = 0, high = 13;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (SpecialFunctions.StudentTwoSided(middle, degrees) > 0.05) low = middle;
            else high = middle;
        }
        return high;
    }
}
