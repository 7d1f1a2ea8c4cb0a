namespace FraudMl;

/// <summary>Rows by period and bin. Rows that are in none of the bins are missing: one more bin at the end, where there are any.</summary>
internal sealed class PeriodCounts
{
    private readonly TimePeriods _periods;
    private readonly int[] _rows;
    private readonly QuantileBins _bins;
    private readonly int _binCount;
    private readonly int[][] _counts;

    /// <summary>Creates counts of texts, or of what else is no number.</summary>
    public PeriodCounts(TimePeriods periods, int[] rowsByPeriod, int binCount)
    {
        (_periods, _rows, _bins, _binCount) = (periods, rowsByPeriod, new([], []), binCount);
        _counts = [.. Enumerable.Range(0, rowsByPeriod.Length).Select(_ => new int[binCount])];
    }

    /// <summary>Counts numbers into the deciles of the first period, as every two samples are compared.</summary>
    /// <param name="periods">The period of each row.</param>
    /// <param name="rowsByPeriod">The rows of each period.</param>
    /// <param name="sorted">The values that are there, ascending.</param>
    /// <param name="rows">The row of each value.</param>
    public static PeriodCounts Of(TimePeriods periods, int[] rowsByPeriod, ReadOnlySpan<float> sorted, ReadOnlySpan<int> rows)
    {
        var first = new List<float>(rowsByPeriod[0]);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (periods.OfRow[rows[i]] == 0) first.Add(sorted[i]);
        }

        QuantileBins bins = QuantileBins.Of(first.Count, rank => first[rank]);
        var counts = new PeriodCounts(periods, rowsByPeriod, bins);
        (int edge, int heavy) = (0, 0);
        for (int i = 0; i < sorted.Length; i++)
        {
            bins.Advance(sorted[i], ref edge, ref heavy);
            counts.Add(edge + heavy, rows[i]);
        }

        return counts;
    }

    private PeriodCounts(TimePeriods periods, int[] rowsByPeriod, QuantileBins bins)
        : this(periods, rowsByPeriod, bins.Count) => _bins = bins;

    /// <summary>Adds one row to a bin.</summary>
    public void Add(int bin, int row) => _counts[_periods.OfRow[row]][bin]++;

    /// <summary>Writes how far each period is from the first one into a column's profile.</summary>
    public ColumnProfile Into(ColumnProfile profile)
    {
        TwoSampleBins?[] compared = [.. Enumerable.Range(0, _periods.Count).Select(Compared)];
        return profile with
        {
            Stability = Array.ConvertAll(compared, bins => bins?.Psi()),
            StabilityCritical = Array.ConvertAll(compared, bins => bins?.PsiCritical()),
        };
    }

    private TwoSampleBins? Compared(int period) => _rows[0] == 0 || _rows[period] == 0
        ? null
        : new TwoSampleBins(_bins.Edges, _bins.Heavy, _counts[0], _counts[period]).WithMissing(MissingIn(0), MissingIn(period));

    private int MissingIn(int period) => _rows[period] - (int)Counts.Sum(_counts[period]);
}
