namespace FraudMl;

/// <summary>The two densities of a group of dimensions that exist together, and the candidate that tells them apart best.</summary>
internal sealed class ParzenEstimator(EncodedSpace space, int[] dimensions, double priorWeight)
{
    private readonly ParzenMixture _good = new(space, dimensions, priorWeight), _others = new(space, dimensions, priorWeight);

    /// <value>The first dimension; where it is there, the others are too.</value>
    public int First => dimensions[0];

    /// <summary>Writes the coordinates of the candidate, drawn from l, with the largest l(x) / g(x).</summary>
    public void Propose(double[]?[] points, TpeSplit split, TrialOrder order, int candidateCount, Random random, double[] point)
    {
        _good.Fit(points, split.Good, order);
        _others.Fit(points, split.Others, order);
        double[] candidate = new double[dimensions.Length], best = candidate;
        double bestRatio = double.NegativeInfinity;
        for (int i = 0; i < candidateCount; i++)
        {
            _good.Draw(random, candidate);
            double ratio = _good.LogDensity(candidate) - _others.LogDensity(candidate);
            if (i > 0 && !(ratio > bestRatio)) continue;
            (best, bestRatio) = ([.. candidate], ratio);
        }

        for (int j = 0; j < dimensions.Length; j++) point[dimensions[j]] = best[j];
    }
}
