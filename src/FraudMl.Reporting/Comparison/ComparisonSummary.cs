namespace FraudMl.Reporting;

/// <summary>The first lines of the page: which run won, by how much, on what.</summary>
internal static class ComparisonSummary
{
    public static string Of(ComparisonTable table)
    {
        ComparisonRun best = table.Runs[0];
        ScoredRows rows = best.Report.OutOfFold;
        int frauds = rows.Labels.Count(true);
        return $"""
            <dl class="facts">
            <div><dt>Best run</dt><dd>{Html.Text(best.Trial.Title)}</dd></div>
            <div><dt>{Html.Text(table.Metric.Name)}</dt><dd>{Html.Number(best.Values[0].Mean)} ± {Html.Number(best.Values[0].Deviation)}</dd></div>
            <div><dt>Runs</dt><dd>{Html.Text($"{table.Runs.Count:#,0}")}</dd></div>
            <div><dt>Folds</dt><dd>{Html.Text($"{best.Report.Folds.Count}")}</dd></div>
            <div><dt>Rows</dt><dd>{Html.Text($"{rows.Count:#,0}, {frauds:#,0} frauds ({(double)frauds / rows.Count:0.###%})")}</dd></div>
            </dl>
            {(table.Verdict is { } verdict ? $"<p>{Html.Text(verdict)}</p>" : "")}
            """;
    }
}
