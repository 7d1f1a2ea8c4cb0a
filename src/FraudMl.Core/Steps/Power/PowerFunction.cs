namespace FraudMl;

/// <summary>The power transformations, and the power that makes values most normal.</summary>
internal static class PowerFunction
{
    private const int SampleCount = 4096;
    private const double SampleError = 0.05;

    // Deviations as shares of the mean: what rounding has all but eaten, and what keeps half the digits of a double.
    private const double LostSpread = 1e-8;
    private const double KeptSpread = 1e-6;

    /// <summary>Returns the transformed value.</summary>
    public static double Of(double value, double power, PowerMethod method)
    {
        if (method == PowerMethod.BoxCox) return value > 0 ? SmallLogs.Growth(power, Math.Log(value)) : double.NaN;
        double log = SmallLogs.Log1p(Math.Abs(value));
        return value < 0 ? -SmallLogs.Growth(2 - power, log) : SmallLogs.Growth(power, log);
    }

    /// <summary>Returns the power of the largest likelihood, and mean and variance of what it makes; 1, which only shifts values, where they are constant.</summary>
    /// <remarks>
    /// Where that power leaves of a narrow column little but rounding, it is the best one of those that keep half the digits.
    /// </remarks>
    public static (double Power, double Mean, double Variance) Fit(double[] values, PowerMethod method)
    {
        var likelihood = new PowerLikelihood(values, method);
        (double mean, double variance) = likelihood.Moments(1);
        if (!(variance > 0)) return (1, mean, 0);
        foreach (double leastSpread in new[] { 0, KeptSpread })
        {
            (double first, double second) = Start(values, method, leastSpread);
            double power = Brent.Minimum(candidate => -likelihood.Of(candidate, leastSpread), first, second);
            (double raisedMean, double raisedVariance) = likelihood.Moments(power);
            if (PowerLikelihood.HasSpread(raisedMean, raisedVariance, LostSpread)) return (power, raisedMean, raisedVariance);
        }

        return (1, mean, variance);
    }

    // The likelihood has one maximum (Box-Cox: Kouider and Chen 1995; Yeo-Johnson: Marchand et al. 2022), so a sample's says where to begin
    // and the result does not depend on it: it saves steps over all values.
    private static (double First, double Second) Start(double[] values, PowerMethod method, double leastSpread)
    {
        if (values.Length < 4 * SampleCount) return (-2, 2);
        int stride = values.Length / SampleCount;
        var sample = new PowerLikelihood([.. Enumerable.Range(0, SampleCount).Select(i => values[i * stride])], method);
        if (!(sample.Moments(1).Variance > 0)) return (-2, 2);
        double power = Brent.Minimum(candidate => -sample.Of(candidate, leastSpread), -2, 2);
        return double.IsFinite(power) && Math.Abs(power) < 10 ? (power - SampleError, power + SampleError) : (-2, 2);
    }
}
