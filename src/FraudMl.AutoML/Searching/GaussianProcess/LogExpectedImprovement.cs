namespace FraudMl;

/// <summary>The logarithm of the expected improvement (Ament et al., NeurIPS 2023): where the improvement itself rounds to 0 it still has
/// slopes.</summary>
internal sealed class LogExpectedImprovement(EncodedSpace space, KernelColumns columns, GaussianProcess process)
{
    private const double LogRootTwoPi = 0.9189385332046727;

    private readonly double[] _at = new double[columns.Count], _kernel = new double[process.Count], _solved = new double[process.Count],
        _slopes = new double[process.Count];

    /// <summary>Returns the acquisition at a point.</summary>
    public double At(ReadOnlySpan<double> point)
    {
        columns.Write(point, _at);
        (double mean, double deviation) = process.Predict(_at, _kernel);
        return Math.Log(deviation) + LogH((process.BestMean - mean) / deviation).LogH;
    }

    /// <summary>Returns the acquisition at each of some points.</summary>
    public double[] At(double[][] points)
    {
        double[] values = new double[points.Length];
        double[][] at = [.. Enumerable.Range(0, 4).Select(_ => new double[columns.Count])],
            kernels = [.. Enumerable.Range(0, 4).Select(_ => new double[process.Count])];
        Span<(double Mean, double Deviation)> predicted = stackalloc (double, double)[4];
        for (int first = 0; first < points.Length; first += 4)
        {
            // Where fewer than four are left, the last is predicted again.
            for (int j = 0; j < 4; j++) columns.Write(points[Math.Min(first + j, points.Length - 1)], at[j]);
            process.Predict(at, kernels, predicted);
            for (int j = 0; j < Math.Min(4, points.Length - first); j++)
            {
                (double mean, double deviation) = predicted[j];
                values[first + j] = Math.Log(deviation) + LogH((process.BestMean - mean) / deviation).LogH;
            }
        }

        return values;
    }

    /// <summary>Returns the acquisition at a point and writes how it changes along the numeric dimensions given.</summary>
    public double At(ReadOnlySpan<double> point, ReadOnlySpan<int> dimensions, Span<double> gradient)
    {
        columns.Write(point, _at);
        (double mean, double deviation) = process.Predict(_at, _kernel, _solved, _slopes);
        double z = (process.BestMean - mean) / deviation;
        (double logH, double ratio) = LogH(z);
        double byMean = -ratio / deviation, byVariance = -(1 - (ratio * z)) / deviation * process.Variance / deviation;
        for (int i = 0; i < _solved.Length; i++) _solved[i] = (byMean * process.Alpha[i]) + (byVariance * _solved[i]);
        for (int j = 0; j < dimensions.Length; j++)
        {
            int column = columns.Of(dimensions[j]);
            gradient[j] = space.IsActive(dimensions[j], point) ? process.Slope(column, _at[column], _solved, _slopes) : 0;
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
