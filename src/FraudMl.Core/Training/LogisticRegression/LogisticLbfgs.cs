namespace FraudMl;

/// <summary>Orthant-wise L-BFGS, OWL-QN (Andrew and Gao, ICML 2007), for so many features that their square is too much; without an L1 penalty it is L-BFGS.</summary>
internal sealed class LogisticLbfgs(LogisticObjective objective, double l1)
{
    private const int MostPairs = 20;
    private const int FewestSmallGains = 5;
    private const double SufficientDecrease = 1e-4;

    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];

    /// <summary>Returns the weights of the (scaled) features, and last the bias.</summary>
    /// <param name="tolerance">The share of the objective below which an iteration gains little.</param>
    /// <param name="maximumIterationCount">The most iterations.</param>
    /// <param name="start">Where it begins; null for weights of 0.</param>
    public double[] Fit(double tolerance, int maximumIterationCount, double[]? start = null)
    {
        double[] solution = start ?? objective.Start();
        LogisticSums sums = objective.At(solution);
        double loss = sums.Loss + (l1 * LogisticNewton.L1Norm(solution));
        for (int iteration = 0, small = 0; iteration < maximumIterationCount && small < FewestSmallGains; iteration++)
        {
            double[] slopes = PseudoGradient(solution, sums.Gradient), direction = Direction(slopes);
            double steepness = Cholesky.Dot(direction, slopes);
            if (!(steepness > 0)) break;
            double[] next = solution;
            LogisticSums nextSums = sums;
            double nextLoss = loss;

            // The first step has no curvature to go by: as far as a weight of 1.
            double step = _pairs.Count > 0 ? 1 : 1 / Math.Sqrt(Cholesky.Dot(slopes, slopes));
            for (int halvings = 0; halvings < 40; halvings++, step /= 2)
            {
                next = Moved(solution, slopes, direction, step);
                nextSums = objective.At(next);
                nextLoss = nextSums.Loss + (l1 * LogisticNewton.L1Norm(next));
                if (nextLoss <= loss - (SufficientDecrease * step * steepness)) break;
            }

            double gain = loss - nextLoss;
            if (!(gain > 0)) break;
            Remember(Difference(next, solution), Difference(nextSums.Gradient, sums.Gradient));
            small = gain <= tolerance * Math.Max(1, loss) ? small + 1 : 0;
            (solution, sums, loss) = (next, nextSums, nextLoss);
        }

        return solution;
    }

    // The steepest slope there is; 0 where a weight of 0 gains nothing on either side.
    private double[] PseudoGradient(double[] solution, double[] gradient)
    {
        double[] slopes = [.. gradient];
        for (int i = 0; i < slopes.Length - 1; i++)
        {
            slopes[i] = solution[i] != 0 ? gradient[i] + (l1 * Math.Sign(solution[i]))
                : Math.Abs(gradient[i]) > l1 ? gradient[i] - Math.CopySign(l1, gradient[i]) : 0;
        }

        return slopes;
    }

    // The two loops of L-BFGS; what would not go downhill in a weight is left out, as the L1 penalty bends there.
    private double[] Direction(double[] slopes)
    {
        double[] direction = [.. slopes], shares = new double[_pairs.Count];
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = Cholesky.Dot(_pairs[i].Step, direction) / _pairs[i].Product;
            Add(direction, -shares[i], _pairs[i].Change);
        }

        if (_pairs.Count > 0)
        {
            double scale = _pairs[^1].Product / Cholesky.Dot(_pairs[^1].Change, _pairs[^1].Change);
            for (int k = 0; k < direction.Length; k++) direction[k] *= scale;
        }

        for (int i = 0; i < _pairs.Count; i++)
            Add(direction, shares[i] - (Cholesky.Dot(_pairs[i].Change, direction) / _pairs[i].Product), _pairs[i].Step);
        for (int k = 0; l1 > 0 && k < direction.Length - 1; k++)
        {
            if (direction[k] * slopes[k] <= 0) direction[k] = 0;
        }

        return direction;
    }

    // A weight stops at 0 rather than change its sign, or leave 0 uphill.
    private double[] Moved(double[] solution, double[] slopes, double[] direction, double step)
    {
        double[] next = [.. solution];
        Add(next, -step, direction);
        for (int i = 0; l1 > 0 && i < next.Length - 1; i++)
        {
            if (next[i] * (solution[i] != 0 ? solution[i] : -slopes[i]) <= 0) next[i] = 0;
        }

        return next;
    }

    private void Remember(double[] step, double[] change)
    {
        double product = Cholesky.Dot(step, change);
        if (!(product > 0)) return;
        if (_pairs.Count == MostPairs) _pairs.RemoveAt(0);
        _pairs.Add((step, change, product));
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static void Add(double[] to, double factor, double[] values)
    {
        for (int i = 0; i < to.Length; i++) to[i] += factor * values[i];
    }
}
