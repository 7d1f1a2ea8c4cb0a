namespace FraudMl;

/// <summary>Fisher's exact test of two shares: so many of one sample and of another have something.</summary>
internal static class FisherExact
{
    // As in scipy and R: tables are as likely as the one seen when they differ by rounding only.
    private const double Slack = 1 + 1e-7;

    /// <summary>Returns how likely equal shares are to be as far apart, in either direction.</summary>
    public static double TwoSided(long have, long count, long otherHave, long otherCount)
    {
        var table = new Hypergeometric(have, count, otherHave, otherCount);
        return Math.Min(1, table.Sum((_, weight) => weight <= table.Seen * Slack));
    }

    /// <summary>Returns how likely equal shares are to give the first sample so many, or more.</summary>
    public static double Greater(long have, long count, long otherHave, long otherCount) =>
        Math.Min(1, new Hypergeometric(have, count, otherHave, otherCount).Sum((k, _) => k >= have));

    // The weights of all tables with these margins, relative to the most likely one: from there, each follows from its neighbour.
    private sealed class Hypergeometric
    {
        private readonly long _first;
        private readonly double[] _weights;
        private readonly double _total;

        public Hypergeometric(long have, long count, long otherHave, long otherCount)
        {
            (long all, long both) = (count + otherCount, have + otherHave);
            (_first, long last) = (Math.Max(0, both - otherCount), Math.Min(both, count));
            _weights = new double[last - _first + 1];
            long mode = Math.Clamp((long)((both + 1.0) * (count + 1) / (all + 2)), _first, last);
            _weights[mode - _first] = 1;
            for (long k = mode; k < last; k++) _weights[k + 1 - _first] = _weights[k - _first] * Ratio(k);
            for (long k = mode; k > _first; k--) _weights[k - 1 - _first] = _weights[k - _first] / Ratio(k - 1);
            _total = _weights.Sum();
            Seen = _weights[have - _first];

            // P(k + 1) / P(k)
            double Ratio(long k) => (double)(both - k) / (k + 1) * ((double)(count - k) / (otherCount - both + k + 1));
        }

        public double Seen { get; }

        public double Sum(Func<long, double, bool> isCounted)
        {
            double sum = 0;
            for (int i = 0; i < _weights.Length; i++)
            {
                if (isCounted(_first + i, _weights[i])) sum += _weights[i];
            }

            return sum / _total;
        }
    }
}
