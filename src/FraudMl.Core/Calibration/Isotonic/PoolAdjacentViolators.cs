namespace FraudMl;

/// <summary>Weighted isotonic regression by pooling adjacent violators, knots as scikit-learn keeps them.</summary>
internal static class PoolAdjacentViolators
{
    // Relative to margins above 1. Sums of the same leaves in another order differ by 10⁻¹⁵, and no curve may jump between them.
    private const double EqualWithin = 1e-9;

    public static IsotonicCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        (double[] x, double[] y, double[] w) = AverageEqual(margins, targets, weights);
        double[] fitted = Pool(y, w);
        List<double> knots = [], values = [];
        for (int i = 0; i < x.Length; i++)
        {
            bool insideFlat = i > 0 && i < x.Length - 1 && fitted[i] == fitted[i - 1] && fitted[i] == fitted[i + 1];
            if (insideFlat) continue;
            knots.Add(x[i]);
            values.Add(Math.Clamp(fitted[i], 0, 1));
        }
        return new([.. knots], [.. values]);
    }

    private static (double[] X, double[] Y, double[] W) AverageEqual(ReadOnlySpan<double> margins, ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights)
    {
        double[] keys = margins.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        List<double> x = [], y = [], w = [];
        for (int i = 0; i < keys.Length;)
        {
            double weight = 0, sum = 0, key = keys[i], end = key + (EqualWithin * Math.Max(1, Math.Abs(key)));
            for (; i < keys.Length && keys[i] <= end; i++)
            {
                weight += weights[order[i]];
                sum += weights[order[i]] * targets[order[i]];
            }
            if (weight == 0) continue;
            x.Add(key);
            y.Add(sum / weight);
            w.Add(weight);
        }
        return ([.. x], [.. y], [.. w]);
    }

    private static double[] Pool(double[] y, double[] w)
    {
        double[] sums = new double[y.Length], weights = new double[y.Length];
        int[] sizes = new int[y.Length];
        int blocks = 0;
        for (int i = 0; i < y.Length; i++)
        {
            (sums[blocks], weights[blocks], sizes[blocks]) = (y[i] * w[i], w[i], 1);
            blocks++;
            while (blocks > 1 && sums[blocks - 2] / weights[blocks - 2] >= sums[blocks - 1] / weights[blocks - 1])
            {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                weights[blocks - 1] += weights[blocks];
                sizes[blocks - 1] += sizes[blocks];
            }
        }
        var fitted = new double[y.Length];
        for (int block = 0, i = 0; block < blocks; block++)
        {
            for (int end = i + sizes[block]; i < end; i++) fitted[i] = sums[block] / weights[block];
        }
        return fitted;
    }
}
