namespace FraudMl;

/// <summary>The numbers behind a column's verdict, before p-values are corrected.</summary>
internal sealed class DriftTests
{
    private readonly ReferenceColumn _reference;
    private readonly DriftColumnCounts _counts;
    private readonly long _rowCount, _knownCount, _referenceKnownCount;

    public DriftTests(ReferenceColumn reference, DriftColumnCounts counts)
    {
        (_reference, _counts) = (reference, counts);
        _knownCount = Counts.Sum(counts.Cells) - counts.MissingCount;
        _rowCount = _knownCount + counts.MissingCount;
        _referenceKnownCount = Counts.Sum([.. reference.Counts]);
        bool isMissing = counts.MissingCount + (long)reference.MissingCount > 0;
        Missing = isMissing && _rowCount > 0 ? FisherExact.TwoSided(counts.MissingCount, _rowCount, reference.MissingCount,
            _referenceKnownCount + reference.MissingCount) : null;
        if (counts.UnknownCount > 0 && reference.UnseenRatio is { } unseen)
            Unknown = FisherExact.Greater(counts.UnknownCount, _knownCount, (long)Math.Round(unseen * _referenceKnownCount),
                _referenceKnownCount);
        if (_knownCount > 0 && _referenceKnownCount > 0) Distribution = Samples().GTestPValue();
    }

    public double? Distribution { get; }

    public double? Missing { get; }

    public double? Unknown { get; }

    /// <summary>Returns the column with p-values that are corrected for all tests of the report.</summary>
    public DriftColumn With(double? distribution, double? missing, double? unknown, DriftOptions options)
    {
        long all = _referenceKnownCount + _reference.MissingCount;
        var column = new DriftColumn
        {
            Name = _reference.Name,
            Verdict = DriftVerdict.Stable,
            Text = "",
            KnownCount = _knownCount,
            PValue = distribution,
            MissingRatio = _rowCount == 0 ? 0 : (double)_counts.MissingCount / _rowCount,
            ReferenceMissingRatio = all == 0 ? 0 : (double)_reference.MissingCount / all,
            MissingPValue = missing,
            UnknownRatio = _reference.Texts is null ? null : _knownCount == 0 ? 0 : (double)_counts.UnknownCount / _knownCount,
            ExpectedUnknownRatio = _reference.UnseenRatio,
            UnknownPValue = unknown,
        };
        return DriftText.Judge(distribution is null ? column : WithDistances(column), _rowCount, options);
    }

    private DriftColumn WithDistances(DriftColumn column)
    {
        BinnedSamples samples = Samples();
        double? distance = _reference.Texts is null ? samples.KolmogorovSmirnov() : null;
        double size = (double)_knownCount * _referenceKnownCount / (_knownCount + _referenceKnownCount);
        return column with
        {
            Psi = samples.Psi(),
            PsiExpected = samples.DegreesOfFreedom * samples.PsiPerDegree,
            PsiCritical = samples.PsiCritical(),
            JensenShannon = samples.JensenShannon(),
            KolmogorovSmirnov = distance,
            KolmogorovSmirnovPValue = distance is { } far ? KolmogorovTail.Limit(Math.Sqrt(size) * far) : null,
        };
    }

    // What training has never seen was rare there, too: with the other rare texts it is compared with the reference's.
    private BinnedSamples Samples()
    {
        long[] actual = _counts.Cells[..^2];
        actual[^1] += _counts.UnknownCount;
        long[] reference = [.. _reference.Counts.Select(count => (long)count)];
        return new BinnedSamples(reference, actual);
    }
}
