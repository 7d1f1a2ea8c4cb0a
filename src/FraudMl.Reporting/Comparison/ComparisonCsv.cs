using System.Globalization;
using System.Text;

namespace FraudMl.Reporting;

/// <summary>Writes a comparison as CSV (RFC 4180), best run first; pruned trials follow, without values.</summary>
internal static class ComparisonCsv
{
    public static string Of(ComparisonTable table)
    {
        var text = new StringBuilder();
        Line(text,
        [
            "number", "name", "phase", .. table.Parameters,
            .. table.Metrics.SelectMany(metric => new[] { $"{metric.Name}_mean", $"{metric.Name}_sd" }), "state", "fit_seconds",
            "score_seconds",
        ]);
        foreach (ComparisonRun run in table.Runs)
        {
            Line(text,
            [
                Text(run.Trial.Number), run.Trial.Name, run.Trial.PhaseName,
                .. table.Parameters.Select(name => Text(run.Trial.Parameters.GetValueOrDefault(name))),
                .. run.Values.SelectMany(value => new[] { Text(value.Mean), Text(value.Deviation) }),
                "completed", Text(run.Report.FitSeconds), Text(run.Report.ScoreSeconds),
            ]);
        }

        foreach (TrialPruned pruned in table.Pruned)
        {
            Line(text,
            [
                Text(pruned.Trial.Number), pruned.Trial.Name, pruned.Trial.PhaseName,
                .. table.Parameters.Select(name => Text(pruned.Trial.Parameters.GetValueOrDefault(name))),
                .. Enumerable.Repeat("", 2 * table.Metrics.Count), $"pruned after {pruned.Step}", "", "",
            ]);
        }

        return text.ToString();
    }

    /// <summary>Returns a value as text, in full precision.</summary>
    public static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static void Line(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quoted)).Append('\n');

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
