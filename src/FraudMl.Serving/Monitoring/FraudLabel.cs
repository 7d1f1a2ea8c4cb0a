namespace FraudMl.Serving;

/// <summary>Whether a transaction was a fraud, as it became known.</summary>
/// <param name="Id">The transaction, as its request named it in <see cref="FraudScoringOptions.IdColumn"/>.</param>
/// <param name="IsFraud">Whether it was a fraud.</param>
/// <param name="At">When that became known; of two labels the later one counts. Default null: now.</param>
public sealed record FraudLabel(string Id, bool IsFraud, DateTimeOffset? At = null);

/// <summary>What became of labels.</summary>
/// <param name="Received">All labels.</param>
/// <param name="New">First labels of transactions that were scored here.</param>
/// <param name="Repeated">Labels that were known.</param>
/// <param name="Corrected">Labels that say otherwise than before.</param>
/// <param name="Outdated">Labels that say otherwise than a later one, and are not taken.</param>
/// <param name="Unknown">Labels of transactions that this server does not know, or no longer.</param>
/// <param name="UnknownIds">The first 20 of their ids.</param>
public sealed record LabelAnswer(
    int Received, int New, int Repeated, int Corrected, int Outdated, int Unknown, IReadOnlyList<string> UnknownIds)
{
    /// <summary>Returns the counts.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Received:#,0} labels: {New:#,0} new, {Repeated:#,0} repeated, {Corrected:#,0} corrected, {Outdated:#,0} outdated, ")
        + FormattableString.Invariant($"{Unknown:#,0} unknown");
}
