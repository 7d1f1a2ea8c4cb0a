using System.Globalization;
using System.Text;

namespace FraudMl.Tool.Runs;

/// <summary>Writes a comparison as tables: all metrics, and the parameters and tags that differ.</summary>
internal static class RunComparisonText
{
    private const int LongestText = 40;

    public static string Of(RunComparison comparison)
    {
        var text = new StringBuilder();
        Table(text, ["metric", Short(comparison.Run), Short(comparison.Other), "difference", "95 % interval"],
            comparison.Metrics.Select(metric => new[]
            {
                metric.Name, Number(metric.Run), Number(metric.Other), Signed(metric.Difference),
                metric.Paired is { Interval: var interval } ? $"{Signed(interval.Low)} to {Signed(interval.High)}" : "",
            }));
        Differences(text, "parameter", comparison, comparison.Params);
        Differences(text, "tag", comparison, comparison.Tags);
        return text.ToString();
    }

    private static void Differences(StringBuilder text, string title, RunComparison comparison, IReadOnlyList<ComparedText> compared)
    {
        ComparedText[] others = [.. compared.Where(one => !one.IsSame)];
        int sameCount = compared.Count - others.Length;
        text.Append('\n');
        if (others.Length > 0)
        {
            Table(text, [title, Short(comparison.Run), Short(comparison.Other)],
                others.Select(one => new[] { one.Name, Cut(one.Run), Cut(one.Other) }));
        }

        if (sameCount > 0)
            text.Append(CultureInfo.InvariantCulture, $"{sameCount} {title}{(sameCount == 1 ? " is" : "s are")} the same.\n");
    }

    private static void Table(StringBuilder text, string[] heading, IEnumerable<string[]> rows)
    {
        string[][] lines = [heading, .. rows];
        int[] widths = [.. heading.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
            text.Append(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
    }

    private static string Short(string run) => run.Length > 8 ? run[..8] : run;

    private static string Number(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "-";

    private static string Signed(double? value) => value?.ToString("+0.00000;-0.00000;0", CultureInfo.InvariantCulture) ?? "";

    private static string Cut(string? value) => value is null ? "-" : value.ReplaceLineEndings(" ") is { Length: > LongestText } longer
        ? $"{longer[..(LongestText - 1)]}…" : value.ReplaceLineEndings(" ");
}
