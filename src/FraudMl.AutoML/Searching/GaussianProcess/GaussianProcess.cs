namespace FraudMl;

/// <summary>A Gaussian process with a constant mean (Rasmussen and Williams 2006); mean and variance are profiled out of the
/// likelihood.</summary>
/// <remarks>
/// The kernel is a Matérn 5/2 with a length scale for each dimension, and beside it the mean of one for each dimension by itself (Duvenaud
/// et al., NeurIPS 2011): what dimensions do alone is learned from all trials. The data say how much of each.
/// </remarks>
internal sealed class GaussianProcess
{
    private readonly double[][] _columns;
    private readonly int[] _dimensions;
    private readonly int _count;
    private readonly double[] _values;
    private double[][] _together = [], _full = [];
    private double[][][] _slopes = [];
    private double[] _parameters = [], _weights = [], _ownWeights = [], _squares, _part;
    private double[][] _ownSlopes = [];
    private double _share;
    private KernelFactor? _factor;

    /// <param name="columns">The columns, each with a number for every trial.</param>
    /// <param name="dimensions">The dimension of each column, whose length scale it has.</param>
    /// <param name="dimensionCount">How many dimensions there are.</param>
    /// <param name="values">The value of each trial.</param>
    public GaussianProcess(double[][] columns, int[] dimensions, int dimensionCount, double[] values) =>
        (_columns, _dimensions, _count, _values, _squares, _part) =
            (columns, dimensions, dimensionCount, values, new double[values.Length], new double[values.Length]);

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
        Take(parameters);
        double[][] kernel = Kernel();
        double noise = Math.Exp(parameters[(2 * _count) + 1]);
        foreach (double[] row in kernel) row[0] += noise;
        _factor = KernelFactor.Of(kernel);
        if (_factor is null) return double.PositiveInfinity;
        Explain();
        if (gradient is null)
        {
            _factor.Invert();
            Settle(noise);
        }
        else
        {
            // Twice the slope by K of what is minimised; the upper triangle counts for both.
            double[][] inverse = _factor.UpperInverse();
            for (int i = 0; i < Count; i++) Cholesky.AddScaled(inverse[i], -Alpha[i] / Variance, Alpha.AsSpan(i));
            Differentiate(inverse, noise, gradient);
        }

        return Likelihood(gradient);
    }

    /// <summary>Fits the process by taking over from one, which is of no use after, of the first of the same trials and with the same
    /// parameters; returns false where it is not such a one.</summary>
    public bool Follow(GaussianProcess before, double[] parameters)
    {
        if (before._factor is not { } factor || before.Count > Count || !before._parameters.AsSpan().SequenceEqual(parameters)
            || !_columns.Zip(before._columns).All(pair => pair.First.AsSpan(0, before.Count).SequenceEqual(pair.Second)))
            return false;
        before._factor = null;
        Take(parameters);
        double noise = Math.Exp(parameters[(2 * _count) + 1]);
        double[] at = new double[_columns.Length], covariances = new double[Count];
        while (factor.Count < Count)
        {
            int last = factor.Count;
            for (int c = 0; c < at.Length; c++) at[c] = _columns[c][last];
            Covary(at, covariances.AsSpan(0, last + 1), [], null);
            covariances[last] += noise;
            if (!factor.Add(covariances.AsSpan(0, last + 1))) return false;
        }

        _factor = factor;
        Explain();
        Settle(noise);
        return double.IsFinite(Likelihood(null));
    }

    /// <summary>Predicts at columns: writes k, K⁻¹ k, and the slopes of what dimensions do together.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> at, double[] kernel, double[] solved, double[] slopes)
    {
        Covary(at, kernel, slopes, _ownSlopes);
        int n = Count, i = 0;
        for (; i + 4 <= n; i += 4)
        {
            FourSums.Dots(kernel, _factor!.Inverse(i), _factor.Inverse(i + 1), _factor.Inverse(i + 2), _factor.Inverse(i + 3),
                solved.AsSpan(i));
        }

        for (; i < n; i++) solved[i] = FourSums.Dot(_factor!.Inverse(i), kernel);
        double known = 0;
        for (i = 0; i < n; i++) known += kernel[i] * solved[i];
        return Predicted(kernel, known);
    }

    /// <summary>Predicts at columns: writes k.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> at, double[] kernel)
    {
        Covary(at, kernel, [], null);
        ReadOnlySpan<double[]> lower = _factor!.Lower;
        Span<double> whitened = stackalloc double[4];
        double known = 0;
        int i = 0;
        for (; i + 4 <= lower.Length; i += 4)
        {
            FourSums.Dots(kernel, lower[i], lower[i + 1], lower[i + 2], lower[i + 3], whitened);
            foreach (double part in whitened) known += part * part;
        }

        for (; i < lower.Length; i++) known += FourSums.Dot(lower[i], kernel) is var part ? part * part : 0;
        return Predicted(kernel, known);
    }

    /// <summary>Predicts at the columns of four points at once: what is known of the trials is fetched once for all.</summary>
    public void Predict(double[][] at, double[][] kernels, Span<(double Mean, double Deviation)> predicted)
    {
        for (int j = 0; j < 4; j++) Covary(at[j], kernels[j], [], null);
        double a = 0, b = 0, c = 0, d = 0;
        Span<double> whitened = stackalloc double[4];
        foreach (double[] row in _factor!.Lower)
        {
            FourSums.Dots(row, kernels[0].AsSpan(0, row.Length), kernels[1].AsSpan(0, row.Length), kernels[2].AsSpan(0, row.Length),
                kernels[3].AsSpan(0, row.Length), whitened);
            a += whitened[0] * whitened[0];
            b += whitened[1] * whitened[1];
            c += whitened[2] * whitened[2];
            d += whitened[3] * whitened[3];
        }

        (predicted[0], predicted[1]) = (Predicted(kernels[0], a), Predicted(kernels[1], b));
        (predicted[2], predicted[3]) = (Predicted(kernels[2], c), Predicted(kernels[3], d));
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

    private (double Mean, double Deviation) Predicted(double[] kernel, double known) =>
        (Mean + FourSums.Dot(kernel, Alpha), Math.Sqrt(Variance * Math.Max(1 - known, 1e-12)));

    private void Take(double[] parameters)
    {
        _parameters = [.. parameters];
        _weights = [.. _dimensions.Select(d => Math.Exp(-2 * parameters[d]))];
        _ownWeights = [.. _dimensions.Select(d => Math.Exp(-2 * parameters[_count + d]))];
        _share = 1 / (1 + Math.Exp(-parameters[2 * _count]));
    }

    // Mean and variance, and what they leave of the values to explain by the trials.
    private void Explain()
    {
        ReadOnlySpan<double[]> lower = _factor!.Lower;
        double[] ones = Multiply(lower, [.. Enumerable.Repeat(1.0, Count)]), whitened = Multiply(lower, _values);
        Mean = FourSums.Dot(ones, whitened) / FourSums.Dot(ones, ones);
        Cholesky.AddScaled(whitened, -Mean, ones);
        Variance = Math.Max(FourSums.Dot(whitened, whitened) / Count, 1e-12);
        Alpha = new double[Count];
        for (int i = 0; i < Count; i++) Cholesky.AddScaled(Alpha.AsSpan(0, i + 1), whitened[i], lower[i]);
    }

    private void Settle(double noise)
    {
        _ownSlopes = [.. Enumerable.Range(0, _count).Select(_ => new double[Count])];
        BestMean = double.PositiveInfinity;
        for (int i = 0; i < Count; i++) BestMean = Math.Min(BestMean, _values[i] - (noise * Alpha[i]));
    }

    private double Likelihood(double[]? gradient) =>
        (0.5 * Count * Math.Log(Variance)) + (0.5 * _factor!.LogDeterminant) + Prior(_parameters, gradient);

    // How the first trials covary with columns, and where asked the slopes of what dimensions do together and by themselves.
    private void Covary(ReadOnlySpan<double> at, Span<double> kernel, Span<double> slopes, double[][]? ownSlopes)
    {
        Span<double> squares = _squares.AsSpan(0, kernel.Length), part = _part.AsSpan(0, kernel.Length);
        kernel.Clear();
        squares.Clear();
        for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(squares, _weights[c], at[c], _columns[c]);
        Matern.Apply(squares, part, slopes);
        Cholesky.AddScaled(kernel, _share, part);
        for (int c = 0; c < _columns.Length;)
        {
            int d = _dimensions[c];
            squares.Clear();
            for (; c < _columns.Length && _dimensions[c] == d; c++) FourSums.AddSquares(squares, _ownWeights[c], at[c], _columns[c]);
            Matern.Apply(squares, part, ownSlopes is null ? [] : ownSlopes[d]);
            Cholesky.AddScaled(kernel, (1 - _share) / _count, part);
        }
    }

    // The rows from the diagonal on; what they are made of is kept for the gradient.
    private double[][] Kernel()
    {
        int n = Count;
        if (_together.Length == 0)
            (_together, _full, _slopes) = (Triangle(n), Triangle(n), [.. Enumerable.Range(0, _count + 1).Select(_ => Triangle(n))]);
        for (int i = 0; i < n; i++)
        {
            Span<double> row = _full[i], squares = _squares.AsSpan(i), part = _part.AsSpan(i);
            row.Clear();
            squares.Clear();
            for (int c = 0; c < _columns.Length; c++) FourSums.AddSquares(squares, _weights[c], _columns[c][i], _columns[c].AsSpan(i));
            Matern.Apply(squares, _together[i], _slopes[_count][i]);
            Cholesky.AddScaled(row, _share, _together[i]);
            for (int c = 0; c < _columns.Length;)
            {
                int d = _dimensions[c];
                squares.Clear();
                for (; c < _columns.Length && _dimensions[c] == d; c++)
                    FourSums.AddSquares(squares, _ownWeights[c], _columns[c][i], _columns[c].AsSpan(i));
                Matern.Apply(squares, part, _slopes[d][i]);
                Cholesky.AddScaled(row, (1 - _share) / _count, part);
            }
        }

        return [.. _full.Select(row => (double[])[.. row])];
    }

    private void Differentiate(double[][] byKernel, double noise, double[] gradient)
    {
        Array.Clear(gradient);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> row = byKernel[i];
            gradient[(2 * _count) + 1] += 0.5 * noise * row[0];
            // ∂K/∂share = (together − K) / (1 − share), and the logit's slope is share (1 − share).
            gradient[2 * _count] += _share * (FourSums.Dot(row[1..], _together[i].AsSpan(1)) - FourSums.Dot(row[1..], _full[i].AsSpan(1)));
            for (int c = 0; c < _columns.Length; c++)
            {
                int d = _dimensions[c];
                ReadOnlySpan<double> column = _columns[c].AsSpan(i);
                gradient[d] += _share * _weights[c] * FourSums.Squares(row, _slopes[_count][i], column[0], column);
                gradient[_count + d] += (1 - _share) / _count * _ownWeights[c]
                    * FourSums.Squares(row, _slopes[d][i], column[0], column);
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

    private static double[][] Triangle(int n) => [.. Enumerable.Range(0, n).Select(i => new double[n - i])];

    private static double[] Multiply(ReadOnlySpan<double[]> lower, double[] values)
    {
        double[] product = new double[lower.Length];
        for (int i = 0; i < product.Length; i++) product[i] = FourSums.Dot(lower[i], values);
        return product;
    }
}
