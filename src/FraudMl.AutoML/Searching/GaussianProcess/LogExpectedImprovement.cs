namespace FraudMl;

/// <summary>The logarithm of the expected improvement (Ament et al., NeurIPS 2023): where the improvement itself rounds to 0 it still has
/// slopes.</summary>
internal sealed class LogExpectedImprovement(EncodedSpace space, KernelColumns columns, GaussianProcess process)
{
    private const double LogRootTwoPi = 0.9189385332046727;

    private readonly double[] _at = new double[columns.Count], _kernel = new double[process.Count], _solved = new double[process.Count],
        _slopes = new double[process.Count];

    /// <summary>Returns the acquisition at a point and writes how it changes along the numeric dimensions given.</summary>
    public double At(ReadOnlySpan<double> point, ReadOnlySpan<int> dimensions = default, Span<double> gradient = default)
    {
        columns.Write(point, _at);
        (double mean, double deviation) = process.Predict(_at, _kernel, dimensions.Length > 0 ? _solved : null, _slopes);
        double z = (process.BestMean - mean) / deviation;
        (double logH, double ratio) = LogH(z);
        if (dimensions.Length > 0)
        {
            double byMean = -ratio / deviation, byVariance = -(1 - (ratio * z)) / deviation * process.Variance / deviation;
            for (int i = 0; i < _solved.Length; i++) _solved[i] = (byMean * process.Alpha[i]) + (byVariance * _solved[i]);
            for (int j = 0; j < dimensions.Length; j++)
            {
                int column = columns.Of(dimensions[j]);
                gradient[j] = space.IsActive(dimensions[j], point) ? process.Slope(column, _at[column], _solved, _slopes) : 0;
            }
        }

        return Math.Log(deviation) + logH;
    }

    /// <summary>Returns log h and Φ / h of h(z) = φ(z) + z Φ(z).</summary>
    internal static (double LogH, double Ratio) LogH(double z)
    {
        double logDensity = (-z * z / 2) - LogRootTwoPi;
        if (z < -25)
        {
            // Mills' ratio: h ≈ φ / z², Φ ≈ φ / −z.
            return (logDensity - (2 * Math.Log(-z)), -z);
        }

        double density = Math.Exp(logDensity), cumulated = SpecialFunctions.NormalCdf(z);
        double h = z > -1 ? density + (z * cumulated) : density * (1 + (z * cumulated / density));
        return (Math.Log(h), cumulated / h);
    }
}
