using System.Text;

namespace FraudMl.Reporting;

/// <summary>One column: its figures, charts that are drawn when it is opened, and the table of its bins.</summary>
internal static class ProfileColumnDetails
{
    public static string Of(DatasetProfile profile, ColumnProfile column, int index)
    {
        string name = Html.Text(column.Name);
        var html = new StringBuilder($"""
            <details id="column-{index}" data-index="{index}"><summary><b>{name}</b> <span>{column.Kind}, {Facts(column)}</span></summary>
            {Figures(column)}<div class="pair">
            """);
        if (column.Histogram.Count > 0)
            html.Append($"""<div class="chart" id="histogram-{index}" role="img" aria-label="Histogram of {name}."></div>""");
        if (column.Bins.Count > 0)
            html.Append($"""<div class="chart" id="bins-{index}" role="img" aria-label="Rows and fraud rate of {name} by bin; the table below holds the same numbers."></div>""");
        return html.Append("</div>\n").Append(Bins(profile, column)).Append("</details>\n").ToString();
    }

    private static string Facts(ColumnProfile column) =>
        Html.Text(
            $"{column.DistinctCount:#,0} distinct{(column.MissingCount > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {column.MissingRatio:0.0%} missing") : "")}");

    private static string Figures(ColumnProfile column)
    {
        (string Name, double? Value)[] figures = column.Numbers is { } n
            ?
            [
                ("mean", n.Mean), ("sd", n.StandardDeviation), ("skewness", n.Skewness), ("excess kurtosis", n.Kurtosis),
                ("zeros", n.ZeroCount), ("minimum", n.Minimum), ("1 %", n.Quantile01),
                ("5 %", n.Quantile05), ("25 %", n.LowerQuartile), ("median", n.Median), ("75 %", n.UpperQuartile), ("95 %", n.Quantile95),
                ("99 %", n.Quantile99), ("maximum", n.Maximum),
                ("correlation with label", n.LabelCorrelation),
            ]
            : [];
        (string, string)[] shown =
        [
            .. figures.Select(figure => (figure.Name, figure.Value is { } value ? ProfileText.Number(value) : "–")),
            .. column.Times is { } times ? new[] { ("first", ProfileText.Time(times.First)), ("last", ProfileText.Time(times.Last)) } : [],
        ];
        return shown.Length == 0 ? ""
            : $"""<dl class="figures">{string.Concat(shown.Select(figure => $"<div><dt>{figure.Item1}</dt><dd>{figure.Item2}</dd></div>"))}</dl>""" + "\n";
    }

    private static string Bins(DatasetProfile profile, ColumnProfile column)
    {
        if ((column.Roles & ColumnRoles.Key) != 0) return "<p>A key: its values name customers and are not shown.</p>\n";
        if (column.Roles == ColumnRoles.Ignored) return "<p>Ignored: its values are not shown.</p>\n";
        if (column.Bins.Count == 0) return "";
        var table = profile.FraudCount is null
            ? new HtmlTable("", "value", "rows")
            : new HtmlTable("", "value", "rows", "frauds", "fraud rate", "95 % interval", "WoE");
        foreach (RiskBin bin in column.Bins)
        {
            string rows = Html.Text($"{bin.Count:#,0}");
            if (profile.FraudCount is null) table.Row(bin.Name, rows);
            else
            {
                table.Row(bin.Name, rows, Html.Text($"{bin.FraudCount:#,0}"), Html.Text($"{bin.FraudRatio:0.000%}"),
                    Html.Text($"{bin.FraudInterval?.Low:0.000%} – {bin.FraudInterval?.High:0.000%}"),
                    Html.Text($"{bin.WeightOfEvidence:0.000}"));
            }
        }

        return table.ToString();
    }
}
