namespace FraudMl;

/// <summary>One dimension of a Parzen mixture: truncated normal kernels, those of whole numbers as masses over half a step to either side,
/// those of choices as a share for each. The prior is kernel 0.</summary>
internal sealed partial class ParzenAxis(EncodedDimension dimension, int place)
{
    // A whole number so fine that a step is nothing beside the narrowest kernel is treated as continuous.
    private const int FineCount = 10_000;
    private const double RootTwoPi = 2.5066282746310002;

    // Kernel 0, the prior, stands in the middle and is as wide as the range.
    private int _count = 1;
    private double[] _centers = [dimension.IsChoice ? -1 : 0.5], _widths = [1], _inverses = [1], _masses = [0], _logs = [0];
    private int[] _sorted = [0];
    private double _narrowest, _same, _other;

    private bool IsCoarse => dimension.IsWhole && dimension.ValueCount < FineCount;

    private bool HasWidths => !dimension.IsChoice && dimension.ValueCount != 1;

    /// <summary>Takes the logarithms of the kernels' own constants off what they are multiplied by.</summary>
    /// <param name="priorWeight">The prior's weight.</param>
    /// <param name="constants">The logarithms of what each kernel is multiplied by.</param>
    public void Fit(double priorWeight, Span<double> constants)
    {
        if (dimension.IsChoice)
        {
            double share = priorWeight / _count, sum = 1 + (dimension.ChoiceCount * share);
            (_same, _other) = ((1 + share) / sum, share / sum);
        }

        if (!HasWidths) return;
        double narrowest = 1.0 / Math.Min(100, _count + 1);
        if (_narrowest != narrowest)
        {
            _narrowest = narrowest;
            for (int i = 0; i < _count; i++) Widen(i);
        }

        Span<double> masses = _masses.AsSpan(0, _count);
        for (int k = 0; masses[k..].IndexOf(0.0) is >= 0 and var next; k++)
        {
            k += next;
            masses[k] = NormalTable.Of((1 - _centers[k]) * _inverses[k]) - NormalTable.Of(-_centers[k] * _inverses[k]);
            _logs[k] = Math.Log(IsCoarse ? masses[k] : masses[k] * _widths[k] * RootTwoPi);
        }

        Cholesky.AddScaled(constants, -1, _logs.AsSpan(0, _count));
    }

    /// <summary>Draws a coordinate from a kernel.</summary>
    public double Draw(int kernel, Random random)
    {
        double share = random.NextDouble();
        if (dimension.IsChoice) return DrawChoice(kernel, share);
        if (dimension.ValueCount == 1) return 0.5;
        double from = NormalTable.Of(-_centers[kernel] * _inverses[kernel]);
        double probability = Math.Clamp(from + (share * _masses[kernel]), 1e-10, 1 - 1e-10);
        return dimension.Snap(Math.Clamp(_centers[kernel] + (_widths[kernel] * NormalQuantile.Of(probability)), 0, 1));
    }

    /// <value>Whether it is made of densities, which mixtures take together with others.</value>
    public bool IsSmooth => HasWidths && !IsCoarse;

    /// <value>Where the kernels stand; there is room for more behind them.</value>
    public double[] Centers => _centers;

    /// <value>One over their widths, likewise.</value>
    public double[] Inverses => _inverses;

    /// <summary>Adds the logarithm of each kernel at a coordinate, where it is not smooth.</summary>
    public void AddLog(double at, Span<double> logs)
    {
        if (dimension.IsChoice) AddChoice((int)at, logs);
        else if (IsCoarse && dimension.ValueCount != 1) AddCell(dimension.Cell(at), logs);
    }

    private double DrawChoice(int kernel, double share)
    {
        double prior = 1.0 / dimension.ChoiceCount;
        for (int choice = 0; choice < dimension.ChoiceCount - 1; choice++)
        {
            share -= kernel == 0 ? prior : choice == _centers[kernel] ? _same : _other;
            if (share < 0) return choice;
        }

        return dimension.ChoiceCount - 1;
    }

    private void AddChoice(int choice, Span<double> logs)
    {
        double same = Math.Log(_same), other = Math.Log(_other);
        logs[0] -= Math.Log(dimension.ChoiceCount);
        for (int k = 1; k < logs.Length; k++) logs[k] += _centers[k] == choice ? same : other;
    }

    // Kernels at the same number are mostly of the same width; each is integrated once.
    private void AddCell((double From, double To) cell, Span<double> logs)
    {
        (double Center, double Inverse, double Log) last = (double.NaN, 0, 0);
        foreach (int k in _sorted.AsSpan(0, _count))
        {
            if (_centers[k] != last.Center || _inverses[k] != last.Inverse)
            {
                double mass = NormalTable.Of((cell.To - _centers[k]) * _inverses[k])
                    - NormalTable.Of((cell.From - _centers[k]) * _inverses[k]);
                last = (_centers[k], _inverses[k], Math.Log(Math.Max(mass, 1e-300)));
            }

            logs[k] += last.Log;
        }
    }
}
