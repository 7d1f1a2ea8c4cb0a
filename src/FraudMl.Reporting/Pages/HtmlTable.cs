using System.Text;

namespace FraudMl.Reporting;

/// <summary>Writes a table whose first column names the rows.</summary>
internal sealed class HtmlTable
{
    // With more columns a narrow screen shows each row as a card of labelled values.
    private const int MostColumns = 4;

    private readonly StringBuilder _html;
    private readonly string[] _headings;

    /// <summary>Begins a table.</summary>
    /// <param name="caption">What it shows, as text; empty for none.</param>
    /// <param name="headings">The headings as text; all but the first are of numbers.</param>
    public HtmlTable(string caption, params ReadOnlySpan<string> headings)
    {
        _headings = headings.ToArray();
        _html = new StringBuilder($"""<div class="scroll"><table class="narrow{(headings.Length > MostColumns ? " cards" : "")}">""");
        if (caption.Length > 0) _html.Append($"<caption>{Html.Text(caption)}</caption>");
        _html.Append("<thead><tr>");
        for (int i = 0; i < headings.Length; i++)
            _html.Append($"""<th scope="col"{(i == 0 ? "" : " class=\"number\"")}>{Html.Text(headings[i])}</th>""");
        _html.Append("</tr></thead>\n<tbody>\n");
    }

    /// <summary>Adds a row.</summary>
    /// <param name="name">Its name, as text.</param>
    /// <param name="cells">Its cells, as HTML.</param>
    public HtmlTable Row(string name, params ReadOnlySpan<string> cells)
    {
        _html.Append($"""<tr><th scope="row">{Html.Text(name)}</th>""");
        for (int i = 0; i < cells.Length; i++)
            _html.Append($"""<td class="number" data-label="{Html.Text(_headings[i + 1])}">{cells[i]}</td>""");
        _html.Append("</tr>\n");
        return this;
    }

    public override string ToString() => _html.Append("</tbody></table></div>\n").ToString();

    /// <summary>Returns a share with its interval below, both in percent; a dash where there is none.</summary>
    public static string Percent(double value, Interval? interval) => !double.IsFinite(value) ? "–"
        : Html.Text($"{value:0.0%}")
            + (interval is { } ends ? $"<small>{Html.Text($"{100 * ends.Low:0.0} – {100 * ends.High:0.0}")}</small>" : "");

    /// <summary>Returns a metric with its interval below; a dash that says why where it is undefined. Draws that all say the same are no
    /// interval: there are too few frauds to tell.</summary>
    public static string Metric(EvaluatedMetric metric)
    {
        if (metric.UndefinedBecause is { } because) return $"""<span title="{Html.Text(because)}">–</span>""";
        bool isMoney = metric.Name == Metrics.TotalCost.Name;
        string Shown(double value) => isMoney ? Html.Text($"{value:#,0.00}") : Html.Number(value);
        return Shown(metric.Value)
            + (metric.Interval is { } ends && ends.Low < ends.High ? $"<small>{Shown(ends.Low)} – {Shown(ends.High)}</small>" : "");
    }

    /// <summary>Returns a sum or count; a dash where it is unknown.</summary>
    public static string Amount(double? value) => value is { } there && double.IsFinite(there)
        ? Html.Text(Math.Abs(there) >= 100 || there == Math.Floor(there) ? (FormattableString)$"{there:#,0}" : $"{there:#,0.##}") : "–";
}
