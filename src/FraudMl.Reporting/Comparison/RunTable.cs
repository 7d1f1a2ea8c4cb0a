using System.Globalization;
using System.Text;

namespace FraudMl.Reporting;

/// <summary>The table of all runs: complete without scripts, sortable and filterable with them.</summary>
internal static class RunTable
{
    public static string Of(ComparisonTable table)
    {
        var html = new StringBuilder("""
            <p class="tools"><label>Find <input type="search" id="find" placeholder="name, phase or parameter"></label> <span id="shown" role="status"></span></p>
            <div class="scroll tall"><table id="runs">
            <caption>Cross-validation of every run: mean ± standard deviation over the folds, and how far behind the best, with 95 % intervals that hold for all runs at once.</caption>
            <thead><tr><th scope="col">curve</th>
            """);
        Heading(html, "#", "number");
        Heading(html, "run", "");
        Heading(html, "phase", "");
        Heading(html, "parameters", "");
        foreach (Metric metric in table.Metrics) Heading(html, metric.Name, "number");
        Heading(html, "fit s", "number");
        Heading(html, "score s", "number");
        Heading(html, "behind", "number");
        html.Append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < table.Runs.Count; i++) Row(html, table, i);
        return html.Append("</tbody></table></div>").ToString();
    }

    private static void Heading(StringBuilder html, string name, string css) =>
        html.Append($"""<th scope="col" class="{css}"><button type="button">{Html.Text(name).Replace("_", "_<wbr>", StringComparison.Ordinal)}</button></th>""");

    private static void Row(StringBuilder html, ComparisonTable table, int index)
    {
        ComparisonRun run = table.Runs[index];
        string name = Html.Text(run.Trial.Title);
        html.Append(CultureInfo.InvariantCulture,
            $"""<tr data-run="{index}"><td><input type="checkbox" aria-label="Show the curves of {name}"></td>""");
        Number(html, run.Trial.Number, run.Trial.Number.ToString(CultureInfo.InvariantCulture));
        html.Append($"""<th scope="row">{Html.Text(run.Trial.Name)}</th><td>{Html.Text(run.Trial.PhaseName)}</td>""");
        string parameters = string.Join(", ", table.Parameters
            .Where(run.Trial.Parameters.ContainsKey)
            .Select(parameter => $"{Html.Text(parameter)}={Html.Value(run.Trial.Parameters[parameter])}"));
        html.Append($"""<td class="parameters">{parameters}</td>""");
        foreach ((double mean, double deviation) in run.Values)
            Number(html, mean, double.IsFinite(mean) ? $"{Html.Number(mean)} <small>± {Html.Number(deviation)}</small>"
                : Html.Number(mean));
        Number(html, run.Report.FitSeconds, run.Report.FitSeconds.ToString("0.00", CultureInfo.InvariantCulture));
        Number(html, run.Report.ScoreSeconds, run.Report.ScoreSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        Behind(html, run.Place);
        html.Append("</tr>\n");
    }

    // The interval holds for all runs at once.
    private static void Behind(StringBuilder html, LeaderboardRow place)
    {
        if (place.Behind is not { } test)
        {
            Number(html, double.IsNaN(place.Mean) ? double.NaN : 0, "");
            return;
        }

        string noise = place.IsWorse ? "" : " may be noise";
        Number(html, test.Mean, $"{Html.Number(test.Mean)} <small>{Html.Text($"{test.Interval}")}{noise}</small>");
    }

    private static void Number(StringBuilder html, double value, string shown) =>
        html.Append(CultureInfo.InvariantCulture, $"""<td class="number" data-value="{value:R}">{shown}</td>""");
}
