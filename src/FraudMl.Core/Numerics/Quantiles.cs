namespace FraudMl;

/// <summary>Quantiles by linear interpolation, numpy's default (Hyndman and Fan, type 7), to the bit.</summary>
internal static class Quantiles
{
    public static double Linear(double quantile, int count, Func<int, double> ascending)
    {
        double index = quantile * (count - 1);
        int below = (int)Math.Floor(index);
        double fraction = index - below;
        double low = ascending(below), high = ascending(Math.Min(below + 1, count - 1));
        if (low == high || fraction == 0) return low;

        // numpy gives NaN between an infinite number and another; the nearer of the two says more.
        if (double.IsInfinity(high - low)) return fraction < 0.5 ? low : high;
        return fraction >= 0.5 ? high - (high - low) * (1 - fraction) : low + (high - low) * fraction;
    }
}
