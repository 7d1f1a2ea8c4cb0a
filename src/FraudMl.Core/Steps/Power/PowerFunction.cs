namespace FraudMl;

/// <summary>The power transformations, and the power that makes values most normal.</summary>
internal static class PowerFunction
{
    private const int SampleCount = 4096;
    private const double SampleError = 0.05;

    /// <summary>Returns the transformed value.</summary>
    public static double Of(double value, double power, PowerMethod method)
    {
        if (method == PowerMethod.BoxCox) return value > 0 ? SmallLogs.Growth(power, Math.Log(value)) : double.NaN;
        double log = SmallLogs.Log1p(Math.Abs(value));
        return value < 0 ? -SmallLogs.Growth(2 - power, log) : SmallLogs.Growth(power, log);
    }

    /// <summary>Returns the power of the largest likelihood, and mean and variance of what it makes; 1, which only shifts values, where they are constant.</summary>
    public static (double Power, double Mean, double Variance) Fit(double[] values, PowerMethod method)
    {
        var likelihood = new PowerLikelihood(values, method);
        (double mean, double variance) = likelihood.Moments(1);
        if (!(variance > 0)) return (1, mean, 0);
        (double first, double second) = Start(values, method);
        double power = Brent.Minimum(candidate => -likelihood.Of(candidate), first, second);
        (double raisedMean, double raisedVariance) = likelihood.Moments(power);
        return raisedVariance is > 0 and < double.PositiveInfinity ? (power, raisedMean, raisedVariance) : (1, mean, variance);
    }

    // The likelihood has one maximum (Box-Cox: Kouider and Chen 1995; Yeo-Johnson: Marchand et al. 2022), so a sample's says where to begin
    // and the result does not depend on it: it saves steps over all values.
    private static (double First, double Second) Start(double[] values, PowerMethod method)
    {
        if (values.Length < 4 * SampleCount) return (-2, 2);
        int stride = values.Length / SampleCount;
        var sample = new PowerLikelihood([.. Enumerable.Range(0, SampleCount).Select(i => values[i * stride])], method);
        if (!(sample.Moments(1).Variance > 0)) return (-2, 2);
        double power = Brent.Minimum(candidate => -sample.Of(candidate), -2, 2);
        return double.IsFinite(power) && Math.Abs(power) < 10 ? (power - SampleError, power + SampleError) : (-2, 2);
    }
}
