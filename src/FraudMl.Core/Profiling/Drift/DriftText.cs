using System.Globalization;

namespace FraudMl;

/// <summary>Judges a column, and says why in a sentence.</summary>
internal static class DriftText
{
    public static DriftColumn Judge(DriftColumn column, long rowCount, DriftOptions options)
    {
        if (rowCount < options.MinimumRowCount)
        {
            return column with
            {
                Verdict = DriftVerdict.TooFewRows,
                Text = Invariant($"'{column.Name}' can't be judged yet: {rowCount:#,0} of at least {options.MinimumRowCount:#,0} rows."),
            };
        }

        (DriftVerdict Verdict, string Text)[] findings = [.. Findings(column, options)];
        if (findings.Length == 0) return column with { Verdict = DriftVerdict.Stable, Text = Calm(column, options) };
        return column with
        {
            Verdict = findings.Max(finding => finding.Verdict),
            Text = string.Join(" ", findings.OrderByDescending(finding => finding.Verdict).Select(finding => finding.Text)),
        };
    }

    private static IEnumerable<(DriftVerdict Verdict, string Text)> Findings(DriftColumn column, DriftOptions options)
    {
        if (IsReal(column.PValue) && column.Psi >= options.WatchPsi)
        {
            yield return (column.Psi >= options.ActPsi ? DriftVerdict.Act : DriftVerdict.Watch,
                Invariant($"'{column.Name}' has moved: PSI {column.Psi:0.000}, of which chance explains {column.PsiExpected:0.000}."));
        }

        double missing = column.MissingRatio - column.ReferenceMissingRatio;
        if (IsReal(column.MissingPValue) && Math.Abs(missing) >= options.WatchRatio)
        {
            yield return (OfRatio(Math.Abs(missing)),
                Invariant($"'{column.Name}' is missing in {column.MissingRatio:P2} of the rows, in the reference in ")
                + Invariant($"{column.ReferenceMissingRatio:P2}."));
        }

        if (IsReal(column.UnknownPValue) && column.UnknownRatio - column.ExpectedUnknownRatio is { } unknown
            && unknown >= options.WatchRatio)
        {
            yield return (OfRatio(unknown),
                Invariant($"'{column.Name}' has texts that training never saw in {column.UnknownRatio:P2} of the rows, where ")
                + Invariant($"{column.ExpectedUnknownRatio:P2} are expected."));
        }

        bool IsReal(double? pValue) => pValue <= options.FalseDiscoveryRate;
        DriftVerdict OfRatio(double change) => change >= options.ActRatio ? DriftVerdict.Act : DriftVerdict.Watch;
    }

    private static string Calm(DriftColumn column, DriftOptions options)
    {
        if (column.Psi is not { } psi) return $"'{column.Name}' has nothing to compare.";
        if (column.PValue <= options.FalseDiscoveryRate)
            return Invariant($"'{column.Name}' has moved by little: PSI {psi:0.000}.");
        return psi < options.WatchPsi ? Invariant($"'{column.Name}' is as in the reference: PSI {psi:0.000}.") : Invariant(
            $"'{column.Name}' may have moved: PSI {psi:0.000}, and chance alone exceeds {column.PsiCritical:0.000} once in twenty. More rows tell.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
