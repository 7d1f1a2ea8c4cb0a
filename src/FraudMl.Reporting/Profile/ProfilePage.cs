using System.Text;

namespace FraudMl.Reporting;

/// <summary>Writes the profile of a dataset.</summary>
internal static class ProfilePage
{
    public static string Of(DatasetProfile profile, string title)
    {
        string main = $"""
            <header>
            <h1>{Html.Text(title)}</h1>
            {Facts(profile)}
            </header>
            <section aria-labelledby="alerts-heading">
            <h2 id="alerts-heading">Worth a look</h2>
            {Alerts(profile)}
            </section>
            {Time(profile)}<section aria-labelledby="columns-heading">
            <h2 id="columns-heading">Columns</h2>
            {ProfileColumnTable.Of(profile)}
            </section>
            <section aria-labelledby="details-heading">
            <h2 id="details-heading">Column by column</h2>
            <p>Fraud rates come with Wilson's 95 % interval. WoE is the natural logarithm of a bin's share of the frauds over its share of the legitimate rows.</p>
            {string.Concat(profile.Columns.Select((column, index) => ProfileColumnDetails.Of(profile, column, index)))}</section>
            {Together(profile)}{Drift(profile)}
            """;
        return HtmlPage.Of(title, main, ProfileData.Of(profile), "profile.css", "profile.js");
    }

    /// <summary>Returns rows, frauds, columns, time and amounts.</summary>
    public static string Facts(DatasetProfile profile)
    {
        int features = profile.Columns.Count(column => (column.Roles & ColumnRoles.Feature) != 0);
        var facts = new StringBuilder("""<dl class="facts">""");
        Fact("Rows", $"{profile.RowCount:#,0}");
        if (profile.FraudCount is { } frauds) Fact("Frauds", $"{frauds:#,0} ({profile.FraudRatio:0.###%})");
        Fact("Columns", $"{profile.Columns.Count}, {features} features");
        if (profile.TimeSpan is { } span) Fact("Time", $"{ProfileText.Length(span)}");
        if (profile.AmountColumn is { } amount) Fact("Amount", $"{profile.Timeline.Sum(period => period.Amount):#,0} in {amount}");
        if (profile.AmountColumn is not null && profile.FraudCount is not null)
            Fact("Amount of frauds", $"{profile.Timeline.Sum(period => period.FraudAmount):#,0}");
        Fact("Repeated rows", $"{profile.DuplicateRowCount:#,0}");
        Fact("Missing values", $"{profile.Columns.Sum(column => (long)column.MissingCount):#,0}");
        return facts.Append("</dl>").ToString();

        void Fact(string name, FormattableString value) => facts.Append($"<div><dt>{name}</dt><dd>{Html.Text(value)}</dd></div>\n");
    }

    private static string Alerts(DatasetProfile profile) => profile.Alerts.Count == 0
        ? "<p>Nothing stands out.</p>"
        : $"""<ul class="alerts">{string.Concat(profile.Alerts.Select(alert => $"<li><b>{alert.Kind}</b> {Html.Text(alert.Message)}</li>\n"))}</ul>""";

    private static string Time(DatasetProfile profile) => profile.Timeline.Count == 0 ? "" : $"""
        <section aria-labelledby="time-heading">
        <h2 id="time-heading">Over time</h2>
        {(profile.FraudCount is null ? "" : "<p>Bars are rows; the line is the share of frauds, and its whiskers, where there is room for them, are Wilson's 95 % intervals: few rows, long whiskers.</p>\n")}<div class="chart" id="volume-chart" role="img" aria-label="Bars of the number of rows in each period, with a line of the fraud rate and its interval."></div>
        {(profile.AmountColumn is null ? "" : """<div class="chart" id="amount-chart" role="img" aria-label="Bars of the amount in each period, with a line of the amount of the frauds."></div>""")}
        </section>

        """;

    private static string Together(DatasetProfile profile)
    {
        (CorrelationTable? Table, string Key, string Name)[] tables =
            [(profile.Pearson, "pearson", "Pearson, numbers"), (profile.Spearman, "spearman", "Spearman, numbers"),
                (profile.CramersV, "cramers", "Cramér's V, texts")];
        string options = string.Concat(tables.Where(table => table.Table is not null)
            .Select(table => $"""<option value="{table.Key}">{Html.Text(table.Name)}</option>"""));
        return options.Length == 0 ? "" : $"""
            <section aria-labelledby="together-heading">
            <h2 id="together-heading">Columns together</h2>
            <p><label>Correlation <select id="correlation">{options}</select></label></p>
            <div class="scroll"><div class="chart" id="correlation-chart" role="img" aria-label="Heat map of the correlation of each column with each; strong ones stand under Worth a look."></div></div>
            </section>

            """;
    }

    private static string Drift(DatasetProfile profile) =>
        profile.StabilityPeriods.Count < 2 || profile.Columns.All(column => column.Stability.Count == 0) ? "" : """
        <section aria-labelledby="drift-heading">
        <h2 id="drift-heading">Drift</h2>
        <p>The population stability index of each column in each period against the first one: below 0.1 quiet, above 0.25 moved.</p>
        <div class="scroll"><div class="chart" id="drift-chart" role="img" aria-label="Heat map of the population stability index by column and period; the largest stand in the table of columns."></div></div>
        </section>
        """;
}
