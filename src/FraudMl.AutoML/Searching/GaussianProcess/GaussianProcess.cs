namespace FraudMl;

/// <summary>A Gaussian process with a constant mean (Rasmussen and Williams 2006); mean and variance are profiled out of the
/// likelihood.</summary>
/// <remarks>
/// The kernel is a Matérn 5/2 with a length scale for each dimension, and beside it the mean of one for each dimension by itself (Duvenaud
/// et al., NeurIPS 2011): what dimensions do alone is learned from all trials. The data say how much of each.
/// </remarks>
internal sealed partial class GaussianProcess
{
    private readonly double[][] _columns;
    private readonly int[] _dimensions;
    private readonly int _count;
    private readonly double[] _values;
    private readonly KernelParts _parts;
    private readonly double[] _squares, _part;
    private double[] _parameters = [], _weights = [], _ownWeights = [];
    private double _share;
    private KernelFactor? _factor;

    /// <param name="columns">The columns, each with a number for every trial.</param>
    /// <param name="dimensions">The dimension of each column, whose length scale it has.</param>
    /// <param name="dimensionCount">How many dimensions there are.</param>
    /// <param name="values">The value of each trial.</param>
    /// <param name="parts">Where the parts of its kernel may stand while it is fitted.</param>
    public GaussianProcess(double[][] columns, int[] dimensions, int dimensionCount, double[] values, KernelParts? parts = null)
    {
        (_columns, _dimensions, _count, _values) = (columns, dimensions, dimensionCount, values);
        (_squares, _part, _parts) = (new double[values.Length], new double[values.Length], parts ?? new KernelParts());
    }

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
        double noise = Math.Exp(parameters[(2 * _count) + 1]);
        // Where the likelihood was asked for last, the process is mostly left.
        if (gradient is not null || _factor is null || !_parameters.AsSpan().SequenceEqual(parameters))
        {
            Take(parameters);
            double[][] kernel = Kernel(gradient is not null);
            foreach (double[] row in kernel) row[0] += noise;
            _factor = KernelFactor.Of(kernel);
            if (_factor is null) return double.PositiveInfinity;
            Explain();
        }

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

    private static double[] Multiply(ReadOnlySpan<double[]> lower, double[] values)
    {
        double[] product = new double[lower.Length];
        for (int i = 0; i < product.Length; i++) product[i] = FourSums.Dot(lower[i], values);
        return product;
    }
}
