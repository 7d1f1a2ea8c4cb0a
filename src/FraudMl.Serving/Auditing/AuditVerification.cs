namespace FraudMl.Serving;

/// <summary>Whether an audit log is as it was written.</summary>
public sealed record AuditVerification
{
    /// <value>Whether every record is as it was written and hangs on the one before.</value>
    public required bool IsWhole { get; init; }

    /// <value>The whole records, up to the first broken one.</value>
    public required long RecordCount { get; init; }

    /// <value>The number of the first record: 1, unless older files were taken away.</value>
    public required long FirstSequence { get; init; }

    /// <value>The number of the last whole record.</value>
    public required long LastSequence { get; init; }

    /// <value>Its hash. Noted elsewhere, it proves later that nothing before it was changed or cut off.</value>
    public required string LastHash { get; init; }

    /// <value>The file of the first broken record; null when all are whole.</value>
    public string? BrokenFile { get; init; }

    /// <value>Its line there, from 1; null when all are whole.</value>
    public int? BrokenLine { get; init; }

    /// <value>What is wrong with it; null when all are whole.</value>
    public string? Problem { get; init; }

    /// <summary>Returns the result in a sentence.</summary>
    public override string ToString() => IsWhole
        ? FormattableString.Invariant($"All {RecordCount:#,0} records are as they were written, {FirstSequence} to {LastSequence}; ")
            + $"the last has the hash {LastHash}."
        : FormattableString.Invariant($"Line {BrokenLine} of {BrokenFile} is broken, after {RecordCount:#,0} whole records: {Problem}");
}

/// <summary>What a model says today of the transactions in an audit log.</summary>
public sealed record AuditReplay
{
    /// <value>The records of the log.</value>
    public required long RecordCount { get; init; }

    /// <value>Those that were scored again.</value>
    public required long ReplayedCount { get; init; }

    /// <value>Those of them that this very model had scored, by its digest.</value>
    public required long OfThisModelCount { get; init; }

    /// <value>Those that can't be: they hold no inputs, or not those of this model.</value>
    public required long WithoutInputsCount { get; init; }

    /// <value>Those whose probability differs in a bit.</value>
    public required long OtherProbabilityCount { get; init; }

    /// <value>Those that are decided otherwise.</value>
    public required long OtherDecisionCount { get; init; }

    /// <value>Those whose inputs are not those that the hash was taken of.</value>
    public required long OtherInputsCount { get; init; }

    /// <value>The first 100 that differ.</value>
    public required IReadOnlyList<AuditDifference> Differences { get; init; }

    /// <summary>Returns the counts.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{ReplayedCount:#,0} of {RecordCount:#,0} records replayed, {OfThisModelCount:#,0} of them by this model: {OtherProbabilityCount:#,0} other probabilities, {OtherDecisionCount:#,0} other decisions");
}

/// <summary>A record that a model answers otherwise.</summary>
/// <param name="Sequence">The record's number.</param>
/// <param name="File">Its file.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Recorded">The probability that was answered; null where it was no number.</param>
/// <param name="Replayed">The probability now.</param>
/// <param name="RecordedDecision">The decision that was answered; null where there was none.</param>
/// <param name="ReplayedDecision">The decision now; null where there is none.</param>
public sealed record AuditDifference(
    long Sequence, string File, int Line, double? Recorded, double? Replayed, bool? RecordedDecision, bool? ReplayedDecision);
