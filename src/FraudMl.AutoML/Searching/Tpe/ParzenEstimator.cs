namespace FraudMl;

/// <summary>The two densities of a group of dimensions that exist together, and the candidate that tells them apart best.</summary>
internal sealed class ParzenEstimator(EncodedSpace space, int[] dimensions, double priorWeight)
{
    private readonly ParzenMixture _good = new(space, dimensions, priorWeight), _others = new(space, dimensions, priorWeight);

    private bool _isFitted;

    /// <value>The first dimension; where it is there, the others are too.</value>
    public int First => dimensions[0];

    /// <summary>Has the densities estimated anew when they are needed.</summary>
    public void Forget() => _isFitted = false;

    /// <summary>Writes the coordinates of the candidate, drawn from l, with the largest l(x) / g(x).</summary>
    public void Propose(double[]?[] points, TpeSplit split, int candidateCount, Random random, double[] point)
    {
        if (!_isFitted)
        {
            _good.Fit(points, split.Good);
            _others.Fit(points, split.Others);
            _isFitted = true;
        }

        // Four are weighed at once; the last is repeated to make them so.
        double[][] candidates = new double[(candidateCount + FourNormals.Count - 1) / FourNormals.Count * FourNormals.Count][];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = i < candidateCount ? new double[dimensions.Length] : candidates[candidateCount - 1];
            if (i < candidateCount) _good.Draw(random, candidates[i]);
        }

        double[] good = new double[candidates.Length], others = new double[candidates.Length];
        _good.LogDensities(candidates, good);
        _others.LogDensities(candidates, others);
        int best = 0;
        for (int i = 1; i < candidateCount; i++)
        {
            if (good[i] - others[i] > good[best] - others[best]) best = i;
        }

        for (int j = 0; j < dimensions.Length; j++) point[dimensions[j]] = candidates[best][j];
    }
}
