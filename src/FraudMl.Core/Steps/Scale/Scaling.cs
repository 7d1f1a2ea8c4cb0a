namespace FraudMl;

/// <summary>How scikit-learn's scalers choose centre and scale: x becomes (x − centre) / scale.</summary>
internal static class Scaling
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly (double Centre, double Scale) Unchanged = (0, 1);

    /// <summary>Mean and population standard deviation, in two passes so that a large mean costs no digits.</summary>
    public static (double Centre, double Scale) Standard(double[] values, bool center, bool scale)
    {
        if (values.Length == 0) return Unchanged;
        double sum = 0, squares = 0, rest = 0;
        foreach (double value in values) sum += value;
        double mean = sum / values.Length;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
            rest += value - mean;
        }

        double variance = Math.Max(0, squares - (rest * rest / values.Length)) / values.Length;
        return (center ? mean : 0, scale ? Deviation(values.Length, mean, variance) : 1);
    }

    /// <summary>The standard deviation; 1 where the variance is no more than rounding makes of a constant column.</summary>
    public static double Deviation(int count, double mean, double variance)
    {
        double rounding = count * mean * Epsilon;
        return variance <= (count * Epsilon * variance) + (rounding * rounding) ? 1 : Math.Sqrt(variance);
    }

    /// <summary>The smallest value becomes the low end and the largest the high end of a range.</summary>
    public static (double Centre, double Scale) MinMax(double[] values, double low, double high)
    {
        if (values.Length == 0) return Unchanged;
        (double minimum, double maximum) = (values[0], values[0]);
        foreach (double value in values) (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
        double scale = NotZero(maximum - minimum) / (high - low);
        return (minimum - (low * scale), scale);
    }

    /// <summary>The largest absolute value becomes 1.</summary>
    public static (double Centre, double Scale) MaxAbs(double[] values)
    {
        double largest = 0;
        foreach (double value in values) largest = Math.Max(largest, Math.Abs(value));
        return (0, NotZero(largest));
    }

    /// <summary>Median and distance of two quantiles; with unit variance, in standard deviations that a normal
    /// variable would have.</summary>
    public static (double Centre, double Scale) Robust(double[] sorted, double lower, double upper, bool unitVariance)
    {
        if (sorted.Length == 0) return Unchanged;
        double range = NotZero(NumberValues.Quantile(sorted, upper) - NumberValues.Quantile(sorted, lower));
        if (unitVariance) range /= NormalQuantile.Of(upper) - NormalQuantile.Of(lower);
        return (NumberValues.Quantile(sorted, 0.5), range);
    }

    private static double NotZero(double range) => range < 10 * Epsilon ? 1 : range;
}
