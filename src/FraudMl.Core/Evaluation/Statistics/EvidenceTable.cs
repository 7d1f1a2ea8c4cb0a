namespace FraudMl.Evaluations;

/// <summary>The weights of evidence of a column, as learned from all training rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Groups">Its categories by code point or its bins in order, missing last.</param>
/// <param name="InformationValue">
/// Σ (share of frauds − share of legitimate rows) · weight: below 0.02 useless, to 0.1 weak, to 0.3 medium, above strong (Siddiqi 2006).
/// </param>
public sealed record EvidenceTable(string Column, IReadOnlyList<EvidenceGroup> Groups, double InformationValue)
{
    /// <summary>Weighs groups of rows: ln( ((frauds + a) / all frauds) / ((legit + a) / all legit) ).</summary>
    internal static EvidenceTable Of(string column, IReadOnlyList<(string Name, int Frauds, int Legits)> groups, double adjustment)
    {
        double frauds = groups.Sum(group => group.Frauds), legits = groups.Sum(group => group.Legits);
        EvidenceGroup[] weighed = [.. groups.Select(group => new EvidenceGroup(
            group.Name, group.Frauds, group.Legits,
            Math.Log((group.Frauds + adjustment) / frauds / ((group.Legits + adjustment) / legits))))];
        return new EvidenceTable(column, weighed,
            weighed.Sum(group => ((group.FraudCount / frauds) - (group.LegitCount / legits)) * group.Weight));
    }

    /// <summary>Returns a table of groups and their weights of evidence.</summary>
    public override string ToString() => TableText.Of(Column, "weight of evidence",
        Groups.Select(group => (group.Name, group.Weight)));
}
