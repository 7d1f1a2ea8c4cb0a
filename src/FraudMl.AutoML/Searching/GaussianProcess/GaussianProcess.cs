namespace FraudMl;

/// <summary>A Gaussian process with a constant mean (Rasmussen and Williams 2006); mean and variance are profiled out of the
/// likelihood.</summary>
/// <remarks>
/// The kernel is a Matérn 5/2 with a length scale for each dimension, and beside it the mean of one for each dimension by itself (Duvenaud
/// et al., NeurIPS 2011): what dimensions do alone is learned from all trials. The data say how much of each.
/// </remarks>
internal sealed class GaussianProcess
{
    private static readonly double Sqrt5 = Math.Sqrt(5);

    private readonly double[][] _columns;
    private readonly int[] _dimensions;
    private readonly int _count;
    private readonly double[] _values;
    private double[][] _inverse = [], _lower = [], _together = [], _full = [];
    private double[][][] _slopes = [];
    private double[] _weights = [], _ownWeights = [], _squares = [], _part = [];
    private double[][] _ownSlopes = [];
    private double _share;

    /// <param name="columns">The columns, each with a number for every trial.</param>
    /// <param name="dimensions">The dimension of each column, whose length scale it has.</param>
    /// <param name="dimensionCount">How many dimensions there are.</param>
    /// <param name="values">The value of each trial.</param>
    public GaussianProcess(double[][] columns, int[] dimensions, int dimensionCount, double[] values) =>
        (_columns, _dimensions, _count, _values) = (columns, dimensions, dimensionCount, values);

    public int Count => _values.Length;

    public double Mean { get; private set; }

    public double Variance { get; private set; }

    /// <value>K⁻¹ (y − mean).</value>
    public double[] Alpha { get; private set; } = [];

    /// <value>The smallest mean at a trial.</value>
    public double BestMean { get; private set; }

    /// <summary>Returns parameters to begin with, and their bounds.</summary>
    public static (double[] Start, double[] Low, double[] High) Bounds(int count)
    {
        (double[] centers, _) = Priors(count);
        double[] low = [.. Enumerable.Repeat(Math.Log(0.02), 2 * count), -5, Math.Log(1e-7)];
        double[] high = [.. Enumerable.Repeat(Math.Log(20), 2 * count), 5, 0];
        return (centers, low, high);
    }

    /// <summary>Returns the negative logarithm of the likelihood with the parameters' prior, and writes its gradient.</summary>
    /// <param name="parameters">The logarithms of the length scales together, of those alone, the logit of the share of what is together,
    /// and the logarithm of the noise's share of the variance.</param>
    /// <param name="gradient">The gradient; null leaves the process fitted to the parameters.</param>
    public double Fit(double[] parameters, double[]? gradient)
    {
        int n = Count;
        double[] weights = [.. _dimensions.Select(d => Math.Exp(-2 * parameters[d]))],
            ownWeights = [.. _dimensions.Select(d => Math.Exp(-2 * parameters[_count + d]))];
        double share = 1 / (1 + Math.Exp(-parameters[2 * _count])), noise = Math.Exp(parameters[(2 * _count) + 1]);
        double[][] kernel = Kernel(weights, ownWeights, share);
        for (int i = 0; i < n; i++) kernel[i][i] += noise;
        if (!Cholesky.Factor(kernel)) return double.PositiveInfinity;
        double[][] lower = Cholesky.InverseOf(kernel);
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) logDeterminant += 2 * Math.Log(kernel[i][i]);
        double[] ones = Multiply(lower, [.. Enumerable.Repeat(1.0, n)]), whitened = Multiply(lower, _values);
        double mean = FourSums.Dot(ones, whitened) / FourSums.Dot(ones, ones);
        Cholesky.AddScaled(whitened, -mean, ones);
        double variance = Math.Max(FourSums.Dot(whitened, whitened) / n, 1e-12);
        double[] alpha = new double[n];
        for (int i = 0; i < n; i++) Cholesky.AddScaled(alpha.AsSpan(0, i + 1), whitened[i], lower[i]);
        double[][] inverse = Gram(lower);
        if (gradient is null)
        {
            (_inverse, _lower, _weights, _ownWeights, _share, Alpha, Mean, Variance) =
                (Mirrored(inverse), lower, weights, ownWeights, share, alpha, mean, variance);
            (_squares, _part, _ownSlopes) = (new double[n], new double[n], [.. Enumerable.Range(0, _count).Select(_ => new double[n])]);
            BestMean = double.PositiveInfinity;
            for (int i = 0; i < n; i++) BestMean = Math.Min(BestMean, _values[i] - (noise * alpha[i]));
        }
        else
        {
            // Twice the slope by K of what is minimised; the upper triangle counts for both.
            for (int i = 0; i < n; i++) Cholesky.AddScaled(inverse[i].AsSpan(i), -alpha[i] / variance, alpha.AsSpan(i));
            Differentiate(inverse, weights, ownWeights, share, noise, gradient);
        }

        return (0.5 * n * Math.Log(variance)) + (0.5 * logDeterminant) + Prior(parameters, gradient);
    }

    /// <summary>Predicts at columns: writes k, where asked K⁻¹ k, and the slopes of what dimensions do together.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> at, double[] kernel, double[]? solved, double[] slopes)
    {
        kernel.AsSpan().Clear();
        _squares.AsSpan().Clear();
        for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(_squares, _weights[c], at[c], _columns[c]);
        Matern(_squares, _part, slopes);
        Cholesky.AddScaled(kernel, _share, _part);
        for (int c = 0; c < _columns.Length;)
        {
            int d = _dimensions[c];
            _squares.AsSpan().Clear();
            for (; c < _columns.Length && _dimensions[c] == d; c++) FourSums.AddSquares(_squares, _ownWeights[c], at[c], _columns[c]);
            Matern(_squares, _part, _ownSlopes[d]);
            Cholesky.AddScaled(kernel, (1 - _share) / _count, _part);
        }

        double known = 0;
        for (int i = 0; i < Count; i++)
        {
            if (solved is not null) known += kernel[i] * (solved[i] = FourSums.Dot(_inverse[i], kernel));
            else if (FourSums.Dot(_lower[i], kernel) is var whitened) known += whitened * whitened;
        }

        return (Mean + FourSums.Dot(kernel, Alpha), Math.Sqrt(Variance * Math.Max(1 - known, 1e-12)));
    }

    /// <summary>Returns how Σ weight · k changes along a column, where it was predicted last.</summary>
    public double Slope(int column, double at, ReadOnlySpan<double> weights, ReadOnlySpan<double> slopes)
    {
        int d = _dimensions[column];
        double together = _share * _weights[column], own = (1 - _share) / _count * _ownWeights[column], sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * ((together * slopes[i]) + (own * _ownSlopes[d][i])) * (at - _columns[column][i]);
        return -sum;
    }

    // The upper triangle; what it is made of is kept for the gradient.
    private double[][] Kernel(double[] weights, double[] ownWeights, double share)
    {
        int n = Count;
        if (_together.Length == 0)
            (_together, _full, _slopes) = (Square(n), Square(n), [.. Enumerable.Range(0, _count + 1).Select(_ => Square(n))]);
        double[] squares = new double[n], part = new double[n];
        for (int i = 0; i < n; i++)
        {
            Span<double> row = _full[i].AsSpan(i), sums = squares.AsSpan(i);
            row.Clear();
            sums.Clear();
            for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(sums, weights[c], _columns[c][i], _columns[c].AsSpan(i));
            Matern(sums, _together[i].AsSpan(i), _slopes[_count][i].AsSpan(i));
            Cholesky.AddScaled(row, share, _together[i].AsSpan(i));
            for (int c = 0; c < _columns.Length;)
            {
                int d = _dimensions[c];
                sums.Clear();
                for (; c < _columns.Length && _dimensions[c] == d; c++)
                    FourSums.AddSquares(sums, ownWeights[c], _columns[c][i], _columns[c].AsSpan(i));
                Matern(sums, part.AsSpan(i), _slopes[d][i].AsSpan(i));
                Cholesky.AddScaled(row, (1 - share) / _count, part.AsSpan(i));
            }
        }

        return [.. _full.Select(row => (double[])[.. row])];
    }

    private void Differentiate(
        double[][] byKernel, double[] weights, double[] ownWeights, double share, double noise, double[] gradient)
    {
        Array.Clear(gradient);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> row = byKernel[i].AsSpan(i);
            gradient[(2 * _count) + 1] += 0.5 * noise * row[0];
            // ∂K/∂share = (together − K) / (1 − share), and the logit's slope is share (1 − share).
            gradient[2 * _count] += share
                * (FourSums.Dot(row[1..], _together[i].AsSpan(i + 1)) - FourSums.Dot(row[1..], _full[i].AsSpan(i + 1)));
            for (int c = 0; c < _columns.Length; c++)
            {
                int d = _dimensions[c];
                ReadOnlySpan<double> column = _columns[c].AsSpan(i);
                gradient[d] += share * weights[c] * FourSums.Squares(row, _slopes[_count][i].AsSpan(i), column[0], column);
                gradient[_count + d] += (1 - share) / _count * ownWeights[c]
                    * FourSums.Squares(row, _slopes[d][i].AsSpan(i), column[0], column);
            }
        }
    }

    private static (double[] Centers, double[] Widths) Priors(int count) => (
        [.. Enumerable.Repeat(Math.Log(0.25 * Math.Sqrt(count)), count), .. Enumerable.Repeat(Math.Log(0.3), count), 0, Math.Log(1e-3)],
        [.. Enumerable.Repeat(1.0, 2 * count), 1.5, 3]);

    private double Prior(double[] parameters, double[]? gradient)
    {
        (double[] centers, double[] widths) = Priors(_count);
        double sum = 0;
        for (int d = 0; d < parameters.Length; d++)
        {
            double z = (parameters[d] - centers[d]) / widths[d];
            sum += 0.5 * z * z;
            if (gradient is not null) gradient[d] += z / widths[d];
        }

        return sum;
    }

    // k = (1 + a + a² / 3) e⁻ᵃ, a = √5 r; the slope is −∂k / ∂(r² / 2).
    private static void Matern(Span<double> squares, Span<double> kernel, Span<double> slopes)
    {
        for (int j = 0; j < squares.Length; j++)
        {
            squares[j] = Sqrt5 * Math.Sqrt(squares[j]);
            kernel[j] = -squares[j];
        }

        VectorExp.Apply(kernel);
        for (int j = 0; j < squares.Length; j++)
        {
            double a = squares[j];
            slopes[j] = 5.0 / 3 * (1 + a) * kernel[j];
            kernel[j] *= 1 + a + (a * a / 3);
        }
    }

    private static double[][] Square(int n) => [.. Enumerable.Range(0, n).Select(_ => new double[n])];

    private static double[] Multiply(double[][] lower, double[] values) => [.. lower.Select(row => FourSums.Dot(row, values))];

    // LᵀL of a lower triangle, above the diagonal.
    private static double[][] Gram(double[][] lower)
    {
        double[][] square = Square(lower.Length);
        for (int k = 0; k < lower.Length; k++)
        {
            for (int i = 0; i <= k; i++) Cholesky.AddScaled(square[i].AsSpan(i, k + 1 - i), lower[k][i], lower[k].AsSpan(i));
        }

        return square;
    }

    private static double[][] Mirrored(double[][] upper)
    {
        for (int i = 0; i < upper.Length; i++)
        {
            for (int j = 0; j < i; j++) upper[i][j] = upper[j][i];
        }

        return upper;
    }
}
