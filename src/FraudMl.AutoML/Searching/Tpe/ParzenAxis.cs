namespace FraudMl;

/// <summary>One dimension of a Parzen mixture: truncated normal kernels, those of whole numbers as masses over half a step to either side,
/// those of choices as a share for each. The prior is kernel 0.</summary>
internal sealed class ParzenAxis(EncodedDimension dimension, int place)
{
    // A whole number so fine that a step is nothing beside the narrowest kernel is treated as continuous.
    private const int FineCount = 10_000;
    private const double RootTwoPi = 2.5066282746310002;

    private int _count;
    private double[] _centers = [], _widths = [], _inverses = [], _masses = [], _logs = [];
    private int[] _sorted = [];
    private double _same, _other;

    private bool IsCoarse => dimension.IsWhole && dimension.ValueCount < FineCount;

    /// <summary>Fits a kernel to each trial and takes the logarithms of their constants off.</summary>
    /// <param name="points">The points of all trials.</param>
    /// <param name="trials">Those to fit, in the order of their kernels.</param>
    /// <param name="kernels">The kernel of each trial, from 1; 0 for a trial that has none.</param>
    /// <param name="order">All trials by coordinate.</param>
    /// <param name="priorWeight">The prior's weight.</param>
    /// <param name="constants">The logarithms of what each kernel is multiplied by.</param>
    public void Fit(double[]?[] points, ReadOnlySpan<int> trials, int[] kernels, TrialOrder order, double priorWeight, double[] constants)
    {
        Grow(trials.Length + 1);
        for (int k = 1; k < _count; k++)
        {
            double center = points[trials[k - 1]]![place];
            if (_centers[k] != center) (_centers[k], _masses[k]) = (center, 0);
        }

        if (dimension.IsChoice)
        {
            double share = priorWeight / _count, sum = 1 + (dimension.ChoiceCount * share);
            (_centers[0], _same, _other) = (-1, (1 + share) / sum, share / sum);
            return;
        }

        _centers[0] = 0.5;
        if (dimension.ValueCount == 1) return;
        Sort(points, kernels, order.Of(place));
        Widen();
        for (int k = 0; k < _count; k++)
        {
            if (_masses[k] == 0)
            {
                _masses[k] = NormalTable.Of((1 - _centers[k]) * _inverses[k]) - NormalTable.Of(-_centers[k] * _inverses[k]);
                _logs[k] = Math.Log(IsCoarse ? _masses[k] : _masses[k] * _widths[k] * RootTwoPi);
            }

            constants[k] -= _logs[k];
        }
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
    public bool IsSmooth => !dimension.IsChoice && !IsCoarse && dimension.ValueCount != 1;

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

    private void Sort(double[]?[] points, int[] kernels, ReadOnlySpan<int> order)
    {
        int at = 0;
        bool prior = false;
        foreach (int trial in order)
        {
            if (kernels[trial] == 0) continue;
            if (!prior && points[trial]![place] > 0.5)
            {
                _sorted[at++] = 0;
                prior = true;
            }

            _sorted[at++] = kernels[trial];
        }

        if (!prior) _sorted[at] = 0;
    }

    // A kernel is as wide as the larger gap to its neighbours, at the ends the only one, and never so narrow that few trials
    // would pin the search down (Bergstra's magic clip). The prior is as wide as the range.
    private void Widen()
    {
        double narrowest = 1.0 / Math.Min(100, _count + 1);
        for (int i = 0; i < _count; i++)
        {
            int kernel = _sorted[i];
            double below = i > 0 ? _centers[kernel] - _centers[_sorted[i - 1]] : 0;
            double above = i < _count - 1 ? _centers[_sorted[i + 1]] - _centers[kernel] : 0;
            double width = kernel == 0 ? 1 : Math.Clamp(Math.Max(below, above), narrowest, 1);
            if (_widths[kernel] != width) (_widths[kernel], _inverses[kernel], _masses[kernel]) = (width, 1 / width, 0);
        }
    }

    private void Grow(int count)
    {
        _count = count;
        if (_centers.Length >= count) return;
        int size = 2 * count;
        Array.Resize(ref _centers, size);
        Array.Resize(ref _widths, size);
        Array.Resize(ref _inverses, size);
        Array.Resize(ref _masses, size);
        Array.Resize(ref _logs, size);
        _sorted = new int[size];
    }
}
