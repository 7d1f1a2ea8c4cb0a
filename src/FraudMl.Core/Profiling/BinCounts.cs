namespace FraudMl;

/// <summary>Rows and frauds by bin. Rows that are in none of the bins are missing: one more bin at the end.</summary>
internal sealed class BinCounts(ProfileContext context, int binCount)
{
    private const double Smoothing = 0.5;
    private readonly int[] _counts = new int[binCount + 1], _frauds = new int[binCount + 1];

    /// <summary>Adds rows to a bin.</summary>
    public void Add(int bin, int count, int frauds)
    {
        _counts[bin] += count;
        _frauds[bin] += frauds;
    }

    /// <summary>Writes the bins, and what follows from them, into a column's profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="ranges">Name and ends of each bin.</param>
    public ColumnProfile Into(ColumnProfile profile, IReadOnlyList<(string Name, double? Low, double? High)> ranges)
    {
        _counts[binCount] = context.Data.RowCount - (int)Counts.Sum(_counts.AsSpan(0, binCount));
        _frauds[binCount] = context.FraudCount - (int)Counts.Sum(_frauds.AsSpan(0, binCount));
        int used = _counts[binCount] > 0 ? binCount + 1 : binCount;
        EvidenceTable? evidence = context.HasBothClasses
            ? EvidenceTable.Of(profile.Name,
                [.. Enumerable.Range(0, used).Select(bin => ("", _frauds[bin], _counts[bin] - _frauds[bin]))], Smoothing)
            : null;
        int[] legits = [.. Enumerable.Range(0, used).Select(bin => _counts[bin] - _frauds[bin])];
        ReadOnlySpan<int> frauds = _frauds.AsSpan(0, used);
        return profile with
        {
            Bins = [.. Enumerable.Range(0, used)
                .Select(bin => Bin(bin, bin < binCount ? ranges[bin] : ("missing", null, null), evidence?.Groups[bin].Weight))],
            InformationValue = evidence?.InformationValue,
            MutualInformation = context.HasLabels ? BinInformation.Of(frauds, legits) : null,
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
}
