namespace FraudMl;

/// <summary>Mean, standard deviation, skewness and excess kurtosis (population, divisor n) in two passes.</summary>
internal readonly record struct Moments(double Mean, double Deviation, double? Skewness, double? Kurtosis)
{
    /// <summary>Returns the moments of ascending values, at least one; skewness and kurtosis are null when all are equal.</summary>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        if (values[0] == values[^1]) return new(values[0], 0, null, null);
        double sum = 0;
        foreach (float value in values) sum += value;
        double mean = sum / values.Length, squares = 0, cubes = 0, fourths = 0;
        foreach (float value in values)
        {
            double distance = value - mean, square = distance * distance;
            squares += square;
            cubes += square * distance;
            fourths += square * square;
        }

        double variance = squares / values.Length, deviation = Math.Sqrt(variance);
        return new(mean, deviation, cubes / values.Length / (variance * deviation), (fourths / values.Length / (variance * variance)) - 3);
    }
}
