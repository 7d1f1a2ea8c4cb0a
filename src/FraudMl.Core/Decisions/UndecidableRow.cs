using static System.FormattableString;

namespace FraudMl;

/// <summary>Says why a row has no decision.</summary>
internal static class UndecidableRow
{
    public static FraudMlException Refused(FittedDecision decision, int row)
    {
        string[] reads = [.. decision.Reads.Select(name => $"'{name}'")];
        string why = reads.Length == 0
            ? "its probability is no number"
            : $"its probability is no number, or {string.Join(", ", reads)}, which the decision "
                + $"reads, {(reads.Length == 1 ? "is" : "are")} missing, infinite or too small to be believed";
        return new FraudMlException(Invariant(
            $"Row {row + 1} can't be decided: {why}. Give these inputs, or build the rule with Undecidable.Flag, which flags such a row."))
        { ColumnName = decision.Reads.FirstOrDefault(), Row = row };
    }
}
