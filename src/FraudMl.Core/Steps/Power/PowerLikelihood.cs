using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>How likely powers make values normal. The logarithms that every power begins with are kept, those of negative values apart.</summary>
internal sealed class PowerLikelihood
{
    private const int ChunkLength = 1024;

    private readonly double[] _negative;
    private readonly double[] _others;
    private readonly double _logSum;

    public PowerLikelihood(double[] values, PowerMethod method)
    {
        bool isBoxCox = method == PowerMethod.BoxCox;
        _negative = isBoxCox ? [] : Array.ConvertAll(Array.FindAll(values, value => value < 0), value => SmallLogs.Log1p(-value));
        _others = isBoxCox ? Array.ConvertAll(values, Math.Log) : Array.ConvertAll(Array.FindAll(values, value => value >= 0), SmallLogs.Log1p);
        _logSum = _others.Sum() - _negative.Sum();
    }

    private double Count => _negative.Length + _others.Length;

    /// <summary>
    /// Returns the logarithm of the likelihood of a power; −∞ where rounding leaves no variance, or less than a share of the mean, squared.
    /// </summary>
    public double Of(double power, double leastSpread = 0)
    {
        (double mean, double variance) = Moments(power);
        if (!HasSpread(mean, variance, leastSpread)) return double.NegativeInfinity;
        return (-Count / 2 * Math.Log(variance)) + ((power - 1) * _logSum);
    }

    /// <summary>Returns whether a variance is a normal number and its root at least a share of the mean.</summary>
    public static bool HasSpread(double mean, double variance, double least) =>
        double.IsFinite(variance) && double.IsNormal(variance) && variance >= least * mean * (least * mean);

    /// <summary>Returns mean and population variance of the transformed values.</summary>
    public (double Mean, double Variance) Moments(double power)
    {
        var (moments, negative) = (Growth(power, _others), Growth(2 - power, _negative));
        moments = moments.With(negative.Count, -negative.Mean, negative.Squares);
        return (moments.Mean, moments.Squares / Count);
    }

    // What SmallLogs.Growth makes of all logarithms, a chunk at a time, so that it stays in the nearest cache.
    private static Moment Growth(double rate, double[] logs)
    {
        var all = new Moment(0, 0, 0);
        Span<double> chunk = stackalloc double[ChunkLength];
        for (int first = 0; first < logs.Length; first += ChunkLength)
        {
            ReadOnlySpan<double> part = logs.AsSpan(first, Math.Min(ChunkLength, logs.Length - first));
            Span<double> grown = chunk[..part.Length];
            if (Math.Abs(rate) < SmallLogs.SmallRate)
            {
                for (int i = 0; i < part.Length; i++) grown[i] = SmallLogs.Growth(rate, part[i]);
            }
            else
            {
                TensorPrimitives.Multiply(part, rate, grown);
                TensorPrimitives.Exp(grown, grown);
                TensorPrimitives.Subtract(grown, 1, grown);
                TensorPrimitives.Divide(grown, rate, grown);
            }

            double mean = Sums.Of(grown) / grown.Length;
            TensorPrimitives.Subtract(grown, mean, grown);
            all = all.With(grown.Length, mean, Sums.OfProducts(grown, grown));
        }

        return all;
    }

    /// <summary>Count, mean and sum of squares around it; two of them join as Chan et al. 1983 do.</summary>
    private readonly record struct Moment(double Count, double Mean, double Squares)
    {
        public Moment With(double count, double mean, double squares)
        {
            if (count == 0) return this;
            double total = Count + count, distance = mean - Mean;
            return new Moment(total, Mean + (distance * count / total), Squares + squares + (distance * distance * Count * count / total));
        }
    }
}
