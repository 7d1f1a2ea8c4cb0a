namespace FraudMl.Serving;

/// <summary>Drift as the console shows it.</summary>
internal static class ConsoleDrifts
{
    public static ConsoleDrift? Of(DriftStatus? status) => status is null ? null : new ConsoleDrift(
        SummaryOf(status.Report), status.Report.RowCount,
        [.. status.Report.Columns.Prepend(status.Report.Probability).OrderByDescending(column => column.Verdict)
            .ThenByDescending(column => column.Psi).Select(Of)]);

    private static ConsoleDriftColumn Of(DriftColumn column) => new(column.Name, column.Psi, column.KolmogorovSmirnov, column.JensenShannon,
        column.PValue, column.MissingRatio, column.UnknownRatio, TextOf(column.Verdict));

    private static string SummaryOf(DriftReport report) => report.Verdict switch
    {
        DriftVerdict.Stable => "Transactions are as in the training data.",
        DriftVerdict.TooFewRows => "There are too few transactions to tell.",
        _ => string.Join(" ", report.Findings.Take(3).Select(column => column.Text)),
    };

    private static string TextOf(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Stable => "stable",
        DriftVerdict.TooFewRows => "too few rows",
        DriftVerdict.Watch => "watch",
        _ => "act",
    };
}
