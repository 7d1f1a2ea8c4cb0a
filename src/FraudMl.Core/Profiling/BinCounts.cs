namespace FraudMl;

/// <summary>Rows and frauds by bin, and rows by bin and period. Rows that are in none of the bins are missing: one more bin at the end.</summary>
internal sealed class BinCounts(ProfileContext context, int binCount)
{
    private const double Smoothing = 0.5;
    private readonly int[] _counts = new int[binCount + 1], _frauds = new int[binCount + 1];
    private readonly int[] _byPeriod = new int[context.RowsByPeriod.Length * (binCount + 1)];

    /// <summary>Adds rows to a bin.</summary>
    public void Add(int bin, int count, int frauds)
    {
        _counts[bin] += count;
        _frauds[bin] += frauds;
    }

    /// <summary>Tells the period of rows of a bin; each row once.</summary>
    public void AddPeriods(int bin, ReadOnlySpan<int> rows)
    {
        if (context.Stability is not { } periods) return;
        foreach (int row in rows) _byPeriod[(periods.OfRow[row] * (binCount + 1)) + bin]++;
    }

    /// <summary>Tells the period of one row of a bin.</summary>
    public void AddPeriod(int bin, int row)
    {
        if (context.Stability is { } periods) _byPeriod[(periods.OfRow[row] * (binCount + 1)) + bin]++;
    }

    /// <summary>Writes the bins, and what follows from them, into a column's profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="ranges">Name and ends of each bin.</param>
    public ColumnProfile Into(ColumnProfile profile, IReadOnlyList<(string Name, double? Low, double? High)> ranges)
    {
        _counts[binCount] = context.Data.RowCount - (int)Counts.Sum(_counts.AsSpan(0, binCount));
        _frauds[binCount] = context.FraudCount - (int)Counts.Sum(_frauds.AsSpan(0, binCount));
        for (int period = 0; period < context.RowsByPeriod.Length && context.Stability is not null; period++)
            Period(period)[binCount] = context.RowsByPeriod[period] - (int)Counts.Sum(Period(period)[..binCount]);
        int used = _counts[binCount] > 0 ? binCount + 1 : binCount;
        EvidenceTable? evidence = context.HasBothClasses
            ? EvidenceTable.Of(profile.Name, [.. Enumerable.Range(0, used).Select(bin => ("", _frauds[bin], _counts[bin] - _frauds[bin]))], Smoothing)
            : null;
        int[] legits = [.. Enumerable.Range(0, used).Select(bin => _counts[bin] - _frauds[bin])];
        ReadOnlySpan<int> frauds = _frauds.AsSpan(0, used);
        return profile with
        {
            Bins = [.. Enumerable.Range(0, used).Select(bin => Bin(bin, bin < binCount ? ranges[bin] : ("missing", null, null), evidence?.Groups[bin].Weight))],
            InformationValue = evidence?.InformationValue,
            MutualInformation = context.HasLabels ? BinInformation.Of(frauds, legits) : null,
            Stability = context.Stability is { } periods
                ? [.. Enumerable.Range(0, periods.Count).Select(period => Psi(Period(0)[..used], Period(period)[..used]))]
                : [],
        };
    }

    private RiskBin Bin(int bin, (string Name, double? Low, double? High) range, double? weight)
    {
        (int count, int frauds) = (_counts[bin], _frauds[bin]);
        var made = new RiskBin(range.Name, range.Low, range.High, count);
        if (!context.HasLabels || count == 0) return made;
        return made with
        {
            FraudCount = frauds,
            FraudRatio = (double)frauds / count,
            FraudInterval = Interval.Wilson(frauds, count),
            WeightOfEvidence = weight,
        };
    }

    private static double? Psi(ReadOnlySpan<int> reference, ReadOnlySpan<int> actual) =>
        Counts.Sum(reference) > 0 && Counts.Sum(actual) > 0 ? new TwoSampleBins([], reference.ToArray(), actual.ToArray()).Psi() : null;

    private Span<int> Period(int period) => _byPeriod.AsSpan(period * (binCount + 1), binCount + 1);
}
