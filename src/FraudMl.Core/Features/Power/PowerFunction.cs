namespace FraudMl;

/// <summary>The power transformations, and the power that makes values most normal.</summary>
internal static class PowerFunction
{
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
        double power = Brent.Minimum(candidate => -likelihood.Of(candidate), -2, 2);
        (double raisedMean, double raisedVariance) = likelihood.Moments(power);
        return raisedVariance is > 0 and < double.PositiveInfinity ? (power, raisedMean, raisedVariance) : (1, mean, variance);
    }
}
