namespace FraudMl.Reporting;

/// <summary>How good the winner is over time and in the segments of columns.</summary>
internal static class SegmentsSection
{
    public static string OverTime(SegmentTable? periods)
    {
        if (periods is null || periods.Segments.Count < 2) return "";
        return $"""
            <section aria-labelledby="stability-heading">
            <h2 id="stability-heading">{Html.Text($"Over time, by {periods.Name}")}</h2>
            <p>Average precision in each period with its 95 % interval. It depends on the share of frauds: a period with few of them has a low value and a wide interval by chance alone.</p>
            {WinnerSection.Chart("winner-periods", "Average precision by period with its interval, above bars of the number of frauds; the table below holds the same numbers.")}
            <details><summary>As a table</summary>
            {Table("", "from", periods)}</details>
            </section>

            """;
    }

    public static string Of(IReadOnlyList<SegmentTable> segments) => segments.Count == 0 ? "" : $"""
        <section aria-labelledby="segments-heading">
        <h2 id="segments-heading">Segments</h2>
        <p>The same decisions, looked at in parts of the test data, with 95 % intervals. A dash is undefined: no fraud, or no row flagged. Where every redrawn sample gives the same value there is no interval: the segment has too few frauds to tell.</p>
        <div class="tables">
        {string.Concat(segments.Select(segment => Table(segment.Name, segment.Name, segment)))}</div>
        </section>

        """;

    private static string Table(string caption, string first, SegmentTable segments)
    {
        if (segments.Segments.Count == 0) return "";
        var table = new HtmlTable(caption, [first, "rows", "frauds", "fraud rate", "flagged",
            .. segments.Segments[0].Values.Select(value => value.Name.Replace('_', ' '))]);
        foreach (EvaluatedSegment segment in segments.Segments)
        {
            table.Row(segment.Name, [HtmlTable.Amount(segment.RowCount), HtmlTable.Amount(segment.FraudCount),
                Rate(segment), HtmlTable.Amount(segment.FlaggedCount), .. segment.Values.Select(HtmlTable.Metric)]);
        }

        return table.ToString();
    }

    private static string Rate(EvaluatedSegment segment) =>
        Html.Text($"{segment.FraudRatio:0.00%}")
        + $"<small>{Html.Text($"{100 * segment.FraudInterval.Low:0.00} – {100 * segment.FraudInterval.High:0.00}")}</small>";
}
