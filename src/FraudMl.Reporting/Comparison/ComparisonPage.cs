using System.Text;

namespace FraudMl.Reporting;

/// <summary>Writes the comparison as one HTML file that loads nothing: the policy in its head forbids every request.</summary>
internal static class ComparisonPage
{
    public static string Of(ComparisonTable table, ComparisonOptions options)
    {
        string title = Html.Text(options.Title), metric = Html.Text(table.Metric.Name);
        string policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
        return new StringBuilder().Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <title>{title}</title>
            <style>
            {EmbeddedFile.Text("comparison.css")}</style>
            </head>
            <body>
            <main>
            <header>
            <h1>{title}</h1>
            {ComparisonSummary.Of(table)}
            </header>
            {TestSection.Of(options.Test)}<section aria-labelledby="metric-heading">
            <h2 id="metric-heading">{metric} by run</h2>
            <p>Mean over the folds; the whisker is one standard deviation. <label><input type="checkbox" id="zoom"> zoom in (axis does not start at zero)</label></p>
            <div class="chart" id="metric-chart" role="img" aria-label="Bars of {metric} with error bars, one per run, best first; the table below holds the same numbers."></div>
            </section>
            <section id="parallel" aria-labelledby="parallel-heading">
            <h2 id="parallel-heading">Parameters and metrics</h2>
            <p>One line per run. Drag along an axis to keep the runs that pass there; the table follows. Click the axis to let go.</p>
            <div class="scroll"><div class="chart" id="parallel-chart" role="img" aria-label="Parallel coordinates of the parameters and metrics of every run; the table below holds the same numbers."></div></div>
            </section>
            <section aria-labelledby="curves-heading">
            <h2 id="curves-heading">Curves</h2>
            <p>From the out-of-fold scores of the runs that are ticked in the table, the best ones at first.</p>
            <ul id="curve-key" aria-label="Runs shown"></ul>
            <div class="curves">
            <div class="chart" id="pr-chart" role="img" aria-label="Precision over recall of the ticked runs."></div>
            <div class="chart" id="roc-chart" role="img" aria-label="True over false positive rate of the ticked runs."></div>
            <div class="chart" id="calibration-chart" role="img" aria-label="Observed fraud rate over predicted probability of the ticked runs."></div>
            </div>
            </section>
            <section aria-labelledby="runs-heading">
            <h2 id="runs-heading">Runs</h2>
            {RunTable.Of(table)}
            </section>
            </main>
            <script type="application/json" id="data">
            """)
            .Append(ComparisonData.Of(table, options.CurveCount))
            .Append("</script>\n<script>\n").Append(EmbeddedFile.Text("echarts.min.js"))
            .Append("\n</script>\n<script>\n").Append(EmbeddedFile.Text("comparison.js"))
            .Append("</script>\n</body>\n</html>\n")
            .ToString();
    }
}
