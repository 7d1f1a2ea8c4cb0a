namespace FraudMl.Data;

/// <summary>What became of a file that was scored.</summary>
/// <param name="Path">The file with the scores.</param>
/// <param name="RowCount">The rows that were scored.</param>
/// <param name="FlaggedCount">Those of them that the model flags; null where it does not decide.</param>
public sealed record ScoredFile(string Path, int RowCount, int? FlaggedCount)
{
    /// <value>The rows that were set aside; null where there were none.</value>
    public QuarantineReport? Rejected { get; init; }
}
