namespace FraudMl.Reporting;

/// <summary>Writes the comparison of runs.</summary>
internal static class ComparisonPage
{
    public static string Of(ComparisonTable table, ComparisonOptions options)
    {
        WinnerResults? winner = options.Test is { } test
            ? WinnerResults.Of(test, options.TestData, options.Model, options.SegmentColumns) : null;
        string metric = Html.Text(table.Metric.Name);
        string main = $"""
            <header>
            <h1>{Html.Text(options.Title)}</h1>
            {ComparisonSummary.Of(table)}
            </header>
            {WinnerSection.Of(winner)}<section aria-labelledby="metric-heading">
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
            <p>From the out-of-fold scores of the runs that are ticked in the table, the best ones at first.{UncalibratedNote(table)}</p>
            <ul id="curve-key" aria-label="Runs shown"></ul>
            <div class="curves">
            <div class="chart" id="pr-chart" role="img" aria-label="Precision over recall of the ticked runs."></div>
            <div class="chart" id="roc-chart" role="img" aria-label="True over false positive rate of the ticked runs; the false positive rate is on a logarithmic axis."></div>
            {CalibrationChart(table)}            {CostChart(table)}</div>
            </section>
            <section aria-labelledby="runs-heading">
            <h2 id="runs-heading">Runs</h2>
            {RunTable.Of(table)}
            </section>{PrunedSection.Of(table)}
            """;
        return HtmlPage.Of(options.Title, main, ComparisonData.Of(table, options.CurveCount, winner), "comparison.css", "winner.js",
            "comparison.js");
    }

    // Cross-validation leaves the calibrator out: its scores say nothing of what would be deployed.
    private static bool HasOwnCalibration(ComparisonRun run) => run.Trial.Pipeline.Calibrator is null
        && run.Report.OutOfFold.Count > 0 && CalibrationCurve.Of(run.Report.OutOfFold).Uniform.Count > 0;

    private static string UncalibratedNote(ComparisonTable table) => table.Runs.All(run => run.Trial.Pipeline.Calibrator is null) ? ""
        : " Pipelines with a calibrator have no calibration curve here, since it is fitted after the folds: "
            + "the winner's is that of the test data.";

    private static string CalibrationChart(ComparisonTable table) => table.Runs.Any(HasOwnCalibration)
        ? """<div class="chart" id="calibration-chart" role="img" aria-label="Observed fraud rate over predicted probability of the ticked runs without a calibrator, with intervals."></div>""" + "\n"
        : "";

    private static string CostChart(ComparisonTable table) => table.Runs.Any(run => run.Report.OutOfFold.Costs is not null)
        ? """<div class="chart" id="cost-chart" role="img" aria-label="Total cost over the share of transactions flagged, of the ticked runs; 1 is what flagging nothing costs."></div>""" + "\n"
        : "";
}
