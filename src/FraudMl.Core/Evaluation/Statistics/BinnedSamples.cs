namespace FraudMl;

/// <summary>Two samples counted into the same bins, and how far apart they are. Bins that are empty in both count for nothing.</summary>
internal readonly ref struct BinnedSamples(ReadOnlySpan<long> reference, ReadOnlySpan<long> actual)
{
    private const double Floor = 1e-4;

    private readonly ReadOnlySpan<long> _reference = reference;
    private readonly ReadOnlySpan<long> _actual = actual;

    public long ReferenceCount { get; } = Counts.Sum(reference);

    public long ActualCount { get; } = Counts.Sum(actual);

    /// <summary>The bins that are not empty in both, less one.</summary>
    public int DegreesOfFreedom
    {
        get
        {
            int bins = 0;
            for (int bin = 0; bin < _reference.Length; bin++)
            {
                if (_reference[bin] > 0 || _actual[bin] > 0) bins++;
            }

            return bins - 1;
        }
    }

    /// <summary>What each degree of freedom adds to the index by chance: 1/n + 1/m.</summary>
    public double PsiPerDegree => (1.0 / ReferenceCount) + (1.0 / ActualCount);

    /// <summary>The population stability index, shares floored at 1e-4.</summary>
    public double Psi()
    {
        double sum = 0;
        for (int bin = 0; bin < _reference.Length; bin++)
        {
            if (_reference[bin] == 0 && _actual[bin] == 0) continue;
            (double reference, double actual) = Shares(bin);
            (reference, actual) = (Math.Max(reference, Floor), Math.Max(actual, Floor));
            sum += (actual - reference) * Math.Log(actual / reference);
        }

        return sum;
    }

    /// <summary>Returns the index that equal distributions over these bins exceed once in twenty; 0 where there is one bin.</summary>
    public double PsiCritical()
    {
        int degrees = DegreesOfFreedom;
        if (degrees < 1) return 0;
        double low = 0, high = 10 * (degrees + 10.0);
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (SpecialFunctions.ChiSquaredTail(middle, degrees) > 0.05) low = middle;
            else high = middle;
        }

        return high * PsiPerDegree;
    }

    /// <summary>The Jensen–Shannon distance, base 2.</summary>
    public double JensenShannon()
    {
        double sum = 0;
        for (int bin = 0; bin < _reference.Length; bin++)
        {
            (double reference, double actual) = Shares(bin);
            double mean = (reference + actual) / 2;
            if (reference > 0) sum += reference * Math.Log2(reference / mean) / 2;
            if (actual > 0) sum += actual * Math.Log2(actual / mean) / 2;
        }

        return Math.Sqrt(Math.Max(0, sum));
    }

    /// <summary>The largest distance between the distribution functions at the ends of the bins: at most that of the samples.</summary>
    public double KolmogorovSmirnov()
    {
        long below = 0, belowActual = 0;
        double largest = 0;
        for (int bin = 0; bin < _reference.Length; bin++)
        {
            (below, belowActual) = (below + _reference[bin], belowActual + _actual[bin]);
            largest = Math.Max(largest, Math.Abs(((double)below / ReferenceCount) - ((double)belowActual / ActualCount)));
        }

        return largest;
    }

    /// <summary>
    /// The p-value of the likelihood-ratio test that both samples are of one distribution, by the chi-squared limit with the correction of
    /// Williams (1976) for few rows; null where there is one bin.
    /// </summary>
    public double? GTestPValue()
    {
        int degrees = DegreesOfFreedom;
        if (degrees < 1) return null;
        double total = (double)ReferenceCount + ActualCount, sum = 0, inverse = 0;
        for (int bin = 0; bin < _reference.Length; bin++)
        {
            double both = (double)_reference[bin] + _actual[bin];
            if (both == 0) continue;
            sum += Term(_reference[bin], both * ReferenceCount / total) + Term(_actual[bin], both * ActualCount / total);
            inverse += 1 / both;
        }

        double rows = (total / ReferenceCount) + (total / ActualCount) - 1;
        double williams = 1 + (rows * ((total * inverse) - 1) / (6 * total * degrees));
        return SpecialFunctions.ChiSquaredTail(2 * sum / williams, degrees);
    }

    private (double Reference, double Actual) Shares(int bin) =>
        ((double)_reference[bin] / ReferenceCount, (double)_actual[bin] / ActualCount);

    private static double Term(double count, double expected) => count == 0 ? 0 : count * Math.Log(count / expected);
}
