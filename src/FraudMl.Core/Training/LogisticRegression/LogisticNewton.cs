namespace FraudMl;

/// <summary>The proximal Newton method with step halving (Lee, Sun and Saunders, SIAM Journal on Optimization 24, 2014).</summary>
/// <remarks>
/// An iteration takes a pass over the rows and the square of the features per row; it doubles the digits, so
/// that a few suffice. Without an L1 penalty it is Newton's method.
/// </remarks>
internal sealed class LogisticNewton(LogisticObjective objective, double l1)
{
    private const double Little = 1e-6;

    /// <summary>Returns the weights of the (scaled) features, and last the bias.</summary>
    public double[] Fit(double tolerance, int maximumIterationCount)
    {
        double[] solution = objective.Start();
        LogisticSums sums = objective.At(solution);
        for (int iteration = 0; iteration < maximumIterationCount; iteration++)
        {
            (double[] direction, double decrease) = ProximalStep.Of(sums, solution, l1);
            double loss = sums.Loss + (l1 * L1Norm(solution)), scale = Math.Max(1, loss);

            // So much the parabola falls that Newton's method follows; where that is little, there is no need to look where the step ends.
            if (decrease <= Math.Min(tolerance, Little) * scale) return Moved(solution, direction, 1);
            double[] next = solution;
            LogisticSums nextSums = sums;
            double nextLoss = loss;
            for (double step = 1; step > 1e-10; step /= 2)
            {
                next = Moved(solution, direction, step);
                nextSums = objective.At(next);
                nextLoss = nextSums.Loss + (l1 * L1Norm(next));
                if (nextLoss <= loss) break;
            }

            double gain = loss - nextLoss;
            if (!(gain >= 0)) break;
            (solution, sums) = (next, nextSums);
            if (gain <= tolerance * scale) break;
        }

        return solution;
    }

    /// <summary>Returns Σ |w|, the bias left out.</summary>
    public static double L1Norm(double[] solution)
    {
        double sum = 0;
        for (int i = 0; i < solution.Length - 1; i++) sum += Math.Abs(solution[i]);
        return sum;
    }

    private static double[] Moved(double[] solution, double[] direction, double step)
    {
        var next = new double[solution.Length];
        for (int i = 0; i < next.Length; i++) next[i] = solution[i] - (step * direction[i]);
        return next;
    }
}
