namespace FraudMl;

internal static class Draws
{
    /// <summary>Returns a number from the normal distribution (Box and Muller, 1958).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Returns a number from Beta(shape, shape), by sums of exponential variables.</summary>
    public static double Beta(Random random, int shape)
    {
        double first = Gamma(random, shape), second = Gamma(random, shape);
        return first / (first + second);
    }

    private static double Gamma(Random random, int shape)
    {
        double sum = 0;
        for (int i = 0; i < shape; i++) sum -= Math.Log(1 - random.NextDouble());
        return sum;
    }
}
