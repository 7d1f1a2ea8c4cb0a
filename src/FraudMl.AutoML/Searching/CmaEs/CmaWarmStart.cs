namespace FraudMl;

/// <summary>A distribution to begin with, from the best of earlier trials (WS-CMA-ES: Nomura et al., AAAI 2021).</summary>
internal static class CmaWarmStart
{
    // α of the paper: how far each good trial reaches.
    private const double Reach = 0.1;

    /// <summary>Returns the normal distribution nearest to kernels around the good trials.</summary>
    public static CmaDistribution From(double[][] good, int populationSize)
    {
        int n = good[0].Length;
        double[] mean = [.. Enumerable.Range(0, n).Select(j => good.Average(point => point[j]))];
        double[][] covariance = [.. Enumerable.Range(0, n).Select(j => (double[])[.. Enumerable.Range(0, n).Select(k =>
            (j == k ? Reach * Reach : 0) + good.Average(point => (point[j] - mean[j]) * (point[k] - mean[k])))])];
        // |Σ| = σ^2n, so that C has determinant 1.
        (double[] values, _) = SymmetricEigen.Of([.. covariance.Select(row => (double[])[.. row])]);
        double step = Math.Exp(values.Sum(value => Math.Log(Math.Max(value, 1e-30))) / (2 * n));
        foreach (double[] row in covariance)
        {
            for (int k = 0; k < n; k++) row[k] /= step * step;
        }

        return new CmaDistribution(mean, step, covariance, populationSize);
    }
}
