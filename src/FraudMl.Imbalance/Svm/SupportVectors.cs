namespace FraudMl;

/// <summary>The support vectors of a support vector classifier with an RBF kernel, by sequential minimal optimisation (Fan, Chen and
/// Lin, JMLR 6, 2005).</summary>
/// <remarks>The kernel matrix is held whole: n rows take 4·n² bytes, 64 MB for 4,000.</remarks>
internal sealed class SupportVectors
{
    private const double Tolerance = 1e-3;
    private const int StepsPerRow = 100;

    private readonly float[][] _kernel;
    private readonly double[] _signs;
    private readonly double[] _alphas;
    private readonly double[] _gradients;
    private readonly double _cost;

    private SupportVectors(float[][] kernel, double[] signs, double cost)
    {
        (_kernel, _signs, _cost) = (kernel, signs, cost);
        _alphas = new double[signs.Length];
        _gradients = [.. signs];
    }

    /// <summary>Returns which of the rows are support vectors.</summary>
    public static bool[] Of(FeatureMatrix matrix, int[] rows, bool[] labels, double gamma, double cost, ResamplingContext context)
    {
        var kernel = new float[rows.Length][];
        Parallel.For(0, rows.Length, Chunks.Of(context), i =>
        {
            kernel[i] = new float[rows.Length];
            for (int j = 0; j < rows.Length; j++)
                kernel[i][j] = (float)Math.Exp(-gamma * ExactDistance.Squared(matrix.Row(rows[i]), matrix.Row(rows[j])));
        });
        var solver = new SupportVectors(kernel, Array.ConvertAll(labels, label => label ? 1.0 : -1.0), cost);
        for (int step = 0; step < StepsPerRow * rows.Length && solver.Step(); step++)
            context.CancellationToken.ThrowIfCancellationRequested();
        return Array.ConvertAll(solver._alphas, alpha => alpha > 0);
    }

    // Of the pair that violates optimality most, to second order, both multipliers move along the constraint; false when none does.
    private bool Step()
    {
        int i = -1;
        for (int row = 0; row < _signs.Length; row++)
        {
            if (Room(row, true) > 0 && (i < 0 || _gradients[row] > _gradients[i])) i = row;
        }

        if (i < 0) return false;
        (int j, double best, double worst) = (-1, 0, 0);
        for (int row = 0; row < _signs.Length; row++)
        {
            double gap = _gradients[i] - _gradients[row];
            if (gap <= 0 || Room(row, false) <= 0) continue;
            worst = Math.Max(worst, gap);
            double gain = gap * gap / Curvature(i, row);
            if (gain > best) (j, best) = (row, gain);
        }

        if (worst < Tolerance) return false;
        Move(i, j);
        return true;
    }

    private void Move(int i, int j)
    {
        double move = Math.Min((_gradients[i] - _gradients[j]) / Curvature(i, j), Math.Min(Room(i, true), Room(j, false)));
        _alphas[i] = Math.Clamp(_alphas[i] + (_signs[i] * move), 0, _cost);
        _alphas[j] = Math.Clamp(_alphas[j] - (_signs[j] * move), 0, _cost);
        float[] first = _kernel[i], second = _kernel[j];
        for (int row = 0; row < _gradients.Length; row++) _gradients[row] -= move * ((double)first[row] - second[row]);
    }

    private double Curvature(int i, int j) => Math.Max((double)_kernel[i][i] + _kernel[j][j] - (2 * (double)_kernel[i][j]), 1e-12);

    private double Room(int row, bool up) => _signs[row] > 0 == up ? _cost - _alphas[row] : _alphas[row];
}
