namespace FraudMl.Reporting;

/// <summary>What flagging the highest scores brings.</summary>
internal static class WorkloadSection
{
    public static string Of(WinnerResults winner)
    {
        if (winner.Test.Capacity.Rows.Count == 0) return "";
        CapacityRow first = winner.Test.Capacity.Rows[0];
        bool hasDays = first.AlertsPerDay is not null, hasCosts = first.NetSavings is not null;
        string[] headings = ["flagged", "rows", .. hasDays ? ["alerts a day"] : Array.Empty<string>(), "recall", "precision", "lift",
            .. hasCosts ? ["caught", "saved"] : Array.Empty<string>()];
        var table = new HtmlTable("The highest scores flagged, whatever the decision; with 95 % intervals", headings);
        foreach (CapacityRow row in winner.Test.Capacity.Rows)
        {
            table.Row(FormattableString.Invariant($"{100 * row.Share:0.#} %"), [HtmlTable.Amount(row.Flagged),
                .. hasDays ? [HtmlTable.Amount(row.AlertsPerDay)] : Array.Empty<string>(),
                HtmlTable.Percent(row.Recall, row.RecallInterval), HtmlTable.Percent(row.Precision, row.PrecisionInterval),
                Html.Text($"{row.Lift:#,0.#}"),
                .. hasCosts ? [HtmlTable.Amount(row.AmountCaught), HtmlTable.Amount(row.NetSavings)] : Array.Empty<string>()]);
        }

        return $"""
            <section aria-labelledby="workload-heading">
            <h2 id="workload-heading">Workload</h2>
            <p>What it brings to look at the highest scores only: the share of the frauds among them (gains){(hasDays ? ", alerts a day" : "")}{(hasCosts ? " and what is saved against flagging nothing, reviews paid" : "")}. {(hasDays ? "Alerts a day are a mean over the time that went by. " : "")}The axes of the workload are logarithmic, since frauds lie in the first percent.</p>
            {table}<div class="curves">
            {WinnerSection.Chart("winner-gains", "Recall over the share of rows flagged, on a logarithmic axis; the table above holds the same numbers.")}
            {(hasDays || hasCosts ? WinnerSection.Chart("winner-alerts", "Recall and money saved over the alerts, on a logarithmic axis; the table above holds the same numbers.") : "")}
            </div>
            </section>

            """;
    }
}
