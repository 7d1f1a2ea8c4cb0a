using System.Globalization;
using System.Text;

namespace FraudMl.Reporting;

/// <summary>The table of all columns: complete without scripts, sortable and filterable with them.</summary>
internal static class ProfileColumnTable
{
    private static readonly (string Name, string Title, Func<ColumnProfile, double?> Value, string Format)[] Figures =
    [
        ("missing", "share of rows without a value", column => column.MissingRatio, "0.0%"),
        ("distinct", "number of distinct values", column => column.DistinctCount, "#,0"),
        ("ROC-AUC", "of the column as a score by itself", column => column.RocAuc, "0.000"),
        ("IV", "information value over the bins", column => column.InformationValue, "0.000"),
        ("MI", "mutual information with the label, in nats", column => column.MutualInformation, "0.00000"),
        ("PSI", "largest population stability index over time", column => column.Stability.Max(), "0.000"),
        ("mean", "", column => column.Numbers?.Mean, ""),
        ("sd", "standard deviation", column => column.Numbers?.StandardDeviation, ""),
        ("skewness", "", column => column.Numbers?.Skewness, "0.00"),
        ("minimum", "", column => column.Numbers?.Minimum, ""),
        ("median", "", column => column.Numbers?.Median, ""),
        ("maximum", "", column => column.Numbers?.Maximum, ""),
    ];

    public static string Of(DatasetProfile profile)
    {
        var html = new StringBuilder("""
            <p class="tools"><label>Find <input type="search" id="find" placeholder="name, kind or role"></label> <span id="shown" role="status"></span></p>
            <div class="scroll tall"><table id="columns">
            <caption>Every column; a name leads to its details.</caption>
            <thead><tr><th scope="col"><button type="button">column</button></th><th scope="col"><button type="button">kind</button></th><th scope="col"><button type="button">role</button></th>
            """);
        foreach ((string name, string title, _, _) in Figures)
            html.Append($"""<th scope="col" class="number"{(title.Length == 0 ? "" : $" title=\"{title}\"")}><button type="button">{name}</button></th>""");
        html.Append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < profile.Columns.Count; i++)
        {
            ColumnProfile column = profile.Columns[i];
            html.Append($"""<tr data-index="{i}"><th scope="row"><a href="#column-{i}">{Html.Text(column.Name)}</a></th><td>{column.Kind}</td><td>{column.Roles}</td>""");
            foreach ((_, _, Func<ColumnProfile, double?> value, string format) in Figures) Number(html, value(column), format);
            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static void Number(StringBuilder html, double? value, string format) => html.Append(
        CultureInfo.InvariantCulture,
        $"""<td class="number" data-value="{value:R}">{(value is { } there ? ProfileText.Number(there, format) : "–")}</td>""");
}
