namespace FraudMl;

/// <summary>Sums of a target by category, and the smoothed means that follow from them.</summary>
internal sealed class TargetMeans(int categoryCount)
{
    private readonly double[] _sums = new double[categoryCount];
    private readonly double[] _squares = new double[categoryCount];
    private readonly int[] _counts = new int[categoryCount];
    private double _sum;
    private double _square;
    private int _count;

    /// <summary>The mean of all targets; 0 without any.</summary>
    public double Prior => _count == 0 ? 0 : _sum / _count;

    /// <summary>Their population variance.</summary>
    public double Variance => VarianceOf(_count, _sum, _square);

    public void Add(int category, double target)
    {
        _sums[category] += target;
        _squares[category] += target * target;
        _counts[category]++;
        _sum += target;
        _square += target * target;
        _count++;
    }

    public double Of(int category, double? smoothing) => Of(category, smoothing, Prior, Variance);

    /// <summary>Returns the smoothed mean of a category, given the overall mean and variance; the mean itself
    /// for one without rows.</summary>
    public double Of(int category, double? smoothing, double prior, double variance)
    {
        int count = _counts[category];
        if (count == 0) return prior;
        if (smoothing is { } rows) return (_sums[category] + (rows * prior)) / (count + rows);
        double spread = count * variance;
        double within = VarianceOf(count, _sums[category], _squares[category]);
        double trust = spread + within > 0 ? spread / (spread + within) : 0;
        return (trust * _sums[category] / count) + ((1 - trust) * prior);
    }

    private static double VarianceOf(int count, double sum, double square) =>
        count == 0 ? 0 : Math.Max(0, (square / count) - (sum / count * (sum / count)));
}
