namespace FraudMl;

/// <summary>The way to the minimum of the quadratic model g · d + d · H · d / 2 + L1 · Σ |w + d|, the bias not penalised.</summary>
/// <remarks>
/// Coordinate descent (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33, 2010) finds which
/// weights are 0 and the signs of the others; with those known the minimum solves a linear system, which is exact (the active
/// set of Lee et al., NIPS 2006).
/// </remarks>
internal sealed class ProximalStep
{
    private const int SweepsPerRound = 8;
    private const int MostRounds = 100;

    // Between columns that are sums of each other the penalty alone decides: the ridge lets the step go far enough
    // for one to become 0. A second solution takes out what the ridge has left, to the square.
    private const double Ridge = 1e-9;
    private const int Refinements = 2;
    private const double Slack = 1e-12;

    private readonly double _l1;
    private readonly double[] _at;
    private readonly double[] _gradient;
    private readonly double[][] _hessian;
    private readonly double[] _moved;
    private readonly double[] _slopes;

    private ProximalStep(LogisticSums sums, double[] at, double l1)
    {
        (_l1, _at, _gradient) = (l1, at, sums.Gradient);
        _hessian = [.. at.Select(_ => new double[at.Length])];
        for (int row = 0; row < at.Length; row++)
        {
            Span<double> lower = sums.Hessian(row);
            for (int i = 0; i <= row; i++) _hessian[row][i] = _hessian[i][row] = lower[i];
        }

        (_moved, _slopes) = ([.. at], [.. _gradient]);
    }

    private int Bias => _at.Length - 1;

    /// <summary>Returns the step to subtract, and by how much the model falls along it: half the square of the Newton decrement.</summary>
    /// <param name="sums">Gradient and Hessian.</param>
    /// <param name="at">Where they were taken.</param>
    /// <param name="l1">The penalty.</param>
    public static (double[] Direction, double Decrease) Of(LogisticSums sums, double[] at, double l1)
    {
        if (l1 == 0)
        {
            double[] newton = Cholesky.Solve([.. Enumerable.Range(0, at.Length).Select(row => sums.Hessian(row).ToArray())],
                [.. sums.Gradient]);
            return (newton, Cholesky.Dot(newton, sums.Gradient) / 2);
        }

        var step = new ProximalStep(sums, at, l1);
        double[] moved = step.Minimum(), direction = new double[at.Length];
        for (int i = 0; i < direction.Length; i++) direction[i] = at[i] - moved[i];
        return (direction, Cholesky.Dot(direction, [.. step._hessian.Select(row => Cholesky.Dot(row, direction))]) / 2);
    }

    private double[] Minimum()
    {
        for (int round = 0; round < MostRounds; round++)
        {
            for (int sweep = 0; sweep < SweepsPerRound; sweep++) Sweep();
            for (int solved = 0; solved < Refinements; solved += MoveOnActiveSet() ? 1 : 0)
            {
            }

            for (int i = 0; i < _slopes.Length; i++) _slopes[i] = _gradient[i] + Cholesky.Dot(_hessian[i], Step());
            if (Enumerable.Range(0, Bias).All(i => _moved[i] != 0 || Math.Abs(_slopes[i]) <= _l1 * (1 + Slack))) break;
        }

        return _moved;
    }

    private double[] Step() => [.. _moved.Zip(_at, (moved, at) => moved - at)];

    // Each weight in turn goes where the model is least with the others held; _slopes is the gradient of the smooth part there.
    private void Sweep()
    {
        for (int i = 0; i < _at.Length; i++)
        {
            double curvature = _hessian[i][i];
            if (!(curvature > 0)) continue;
            double free = _moved[i] - (_slopes[i] / curvature), threshold = i == Bias ? 0 : _l1 / curvature;
            double next = Math.Abs(free) > threshold ? free - Math.CopySign(threshold, free) : 0, moved = next - _moved[i];
            if (moved == 0) continue;
            _moved[i] = next;
            for (int k = 0; k < _slopes.Length; k++) _slopes[k] += moved * _hessian[i][k];
        }
    }

    // Moves to the minimum with the zeros and signs there are; where a weight changes its sign on the way, only so
    // far, and that weight stays 0.
    private bool MoveOnActiveSet()
    {
        int[] active = [.. Enumerable.Range(0, _at.Length).Where(i => i == Bias || _moved[i] != 0)];
        double[] step = Step();
        double[] slopes = [.. active.Select(
            i => _gradient[i] + (i == Bias ? 0 : _l1 * Math.Sign(_moved[i])) + Cholesky.Dot(_hessian[i], step))];
        double[] direction = Cholesky.Solve(
            [.. active.Select((i, row) => active.Take(row + 1).Select(k => _hessian[i][k] * (k == i ? 1 + Ridge : 1)).ToArray())], slopes);
        (double share, int stopped) = (1, -1);
        for (int k = 0; k < active.Length; k++)
        {
            double moved = _moved[active[k]];
            if (active[k] == Bias || Math.Sign(moved - direction[k]) == Math.Sign(moved) || moved / direction[k] >= share) continue;
            (share, stopped) = (moved / direction[k], active[k]);
        }

        for (int k = 0; k < active.Length; k++) _moved[active[k]] -= share * direction[k];
        if (stopped < 0) return true;
        _moved[stopped] = 0;
        return false;
    }
}
