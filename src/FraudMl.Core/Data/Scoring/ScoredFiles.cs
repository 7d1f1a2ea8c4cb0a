namespace FraudMl.Data;

/// <summary>What became of files that were scored together.</summary>
/// <param name="Scored">Those that were scored by this run, in the order of their paths.</param>
/// <param name="Skipped">Those that were done before: same input, model and options; in the order of their paths.</param>
public sealed record ScoredFiles(IReadOnlyList<ScoredFile> Scored, IReadOnlyList<ScoredFile> Skipped)
{
    /// <value>The rows that were scored by this run.</value>
    public long RowCount => Scored.Sum(file => (long)file.RowCount);

    /// <summary>Returns how many files and rows there are.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Scored.Count:#,0} scored ({RowCount:#,0} rows), {Skipped.Count:#,0} done before");
}
