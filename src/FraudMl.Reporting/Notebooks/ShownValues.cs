using System.Globalization;

namespace FraudMl.Reporting;

/// <summary>What each kind of value shows: a short text, HTML that needs no script, and pictures.</summary>
internal static class ShownValues
{
    private const string Hidden = "•••";

    /// <summary>Returns what a dataset is, and its first rows; keys are hidden.</summary>
    public static IEnumerable<ShownOutput> Of(Dataset data, int rows)
    {
        string summary = data.ToString();
        yield return new(summary, $"<pre>{Html.Text(summary)}</pre>\n");
        int count = Math.Min(rows, data.RowCount);
        if (count <= 0) yield break;
        var table = new ShownTable(Chart.Text($"The first {count} rows"), ["row", .. data.Columns.Select(column => column.Name)]);
        for (int row = 0; row < count; row++)
        {
            int at = row;
            table.Row([Chart.Text($"{row + 1}"), .. data.Columns.Select(column => Cell(column, at))]);
        }

        yield return new(table.ToString(), table.ToHtml());
    }

    /// <summary>Returns what a profile says, its columns, and frauds over time.</summary>
    public static IEnumerable<ShownOutput> Of(DatasetProfile profile)
    {
        var table = new ShownTable("Columns",
            ["column", "kind", "missing", "distinct", "ROC-AUC", "IV", "PSI", "mean", "minimum", "median", "maximum"]);
        foreach (ColumnProfile column in profile.Columns)
        {
            table.Row(column.Name, column.Kind.ToString(), Chart.Text($"{column.MissingRatio:0.0%}"),
                Chart.Text($"{column.DistinctCount:#,0}"), Number(column.RocAuc, "0.000"), Number(column.InformationValue, "0.000"),
                Number(column.Stability.Max(), "0.000"), Number(column.Numbers?.Mean), Number(column.Numbers?.Minimum),
                Number(column.Numbers?.Median), Number(column.Numbers?.Maximum));
        }

        string alerts = profile.Alerts.Count == 0 ? "<p>Nothing stands out.</p>\n" : "<ul>\n" + string.Concat(profile.Alerts
            .Select(alert => $"<li><b>{alert.Kind}</b> {Html.Text(alert.Message)}</li>\n")) + "</ul>\n";
        yield return new(profile.ToString(), ProfilePage.Facts(profile) + "\n" + alerts + table.ToHtml());
        if (TimelineChart.Draw(profile) is { } timeline) yield return new($"[chart: {profile.Name} over time]", Png: timeline);
    }

    /// <summary>Returns a column's figures, how its values lie and where its frauds are.</summary>
    public static IEnumerable<ShownOutput> Of(ColumnProfile column)
    {
        var table = new ShownTable(Chart.Text($"{column.Name}: {column.Kind}, {column.DistinctCount:#,0} distinct values"),
            ["missing", "ROC-AUC", "IV", "mean", "standard deviation", "minimum", "25 %", "median", "75 %", "maximum"]);
        NumberProfile? numbers = column.Numbers;
        table.Row(Chart.Text($"{column.MissingRatio:0.0%}"), Number(column.RocAuc, "0.000"), Number(column.InformationValue, "0.000"),
            Number(numbers?.Mean), Number(numbers?.StandardDeviation), Number(numbers?.Minimum), Number(numbers?.LowerQuartile),
            Number(numbers?.Median), Number(numbers?.UpperQuartile), Number(numbers?.Maximum));
        yield return new(table.ToString(), table.ToHtml());
        if (HistogramChart.Draw(column) is { } histogram) yield return new($"[chart: histogram of {column.Name}]", Png: histogram);
        if (FraudRateChart.Draw(column) is { } rates) yield return new($"[chart: fraud rate by {column.Name}]", Png: rates);
    }

    /// <summary>Returns trials, best first, and how far each is behind.</summary>
    public static ShownOutput Of(Leaderboard board)
    {
        bool areTuned = board.Rows.Any(row => row.Trial.Parameters.Count > 0);
        string[] headings = ["trial", board.Metric.Name, "standard deviation", "behind", "95 % interval", ""];
        var table = new ShownTable("Trials, best first; intervals hold for all of them at once",
            areTuned ? [.. headings, "parameters"] : headings);
        foreach (LeaderboardRow row in board.Rows)
        {
            string[] cells =
            [
                row.Trial.Title, Html.Number(row.Mean), Html.Number(row.StandardDeviation),
                row.Behind is { } behind ? Html.Number(behind.Mean) : "",
                row.Behind is { } test ? Chart.Text($"{test.Interval}") : "", row.Behind is null || row.IsWorse ? "" : "may be noise",
            ];
            table.Row(areTuned ? [.. cells, Parameters(row.Trial)] : cells);
        }

        return new(table.ToString(), table.ToHtml());
    }

    /// <summary>Returns an experiment: who won, the leaderboard, curves of the best, each search's history, and the test.</summary>
    public static IEnumerable<ShownOutput> Of(IExperimentResult result)
    {
        ComparisonTable comparison = ComparisonTable.Of(result.Trials, result.Metric, []);
        string verdict = comparison.Verdict ?? $"Best: {result.BestTrial.Title}.";
        yield return new(verdict, ComparisonSummary.Of(comparison));
        yield return Of(Leaderboard.Of(result.Trials, result.BestTrial, result.Metric));
        yield return new($"[chart: {result.Metric.Name} by trial]", Png: TrialsChart.Draw(result.Metric.Name,
            [.. comparison.Runs.Select(run => (run.Trial.Title, run.Values[0].Mean, run.Values[0].Deviation))]));
        if (CurvesChart.Draw([.. comparison.Runs.Select(run => (run.Trial.Name, run.Report.OutOfFold))]) is { } curves)
            yield return new("[chart: precision over recall of the best trials]", Png: curves);
        foreach (StudyHistory history in result.Histories.Where(history => history.Completed.Any()))
            yield return new("[chart: history of a search]", Png: HistoryChart.Draw(history, 0));
        if (result.Evaluation is { } evaluation)
        {
            foreach (ShownOutput output in Of(evaluation)) yield return output;
        }
    }

    /// <summary>Returns metrics with their intervals, decisions, and the curves.</summary>
    public static IEnumerable<ShownOutput> Of(Evaluation evaluation)
    {
        const string Name = "Evaluation";
        yield return new(evaluation.ToString(), QualitySection.Metrics(evaluation) + QualitySection.Confusion(evaluation)
            + QualitySection.Alerts(evaluation));
        (string Title, byte[]? Png)[] charts =
        [
            ("precision over recall", PrecisionRecallChart.Draw(Name, evaluation.Rows, evaluation.Confusion)),
            ("ROC", RocChart.Draw(Name, evaluation.Rows, evaluation.Confusion)),
            ("calibration", CalibrationChart.Draw(Name, evaluation.Rows)),
            ("costs by threshold", ThresholdCostsChart.Draw(Name, evaluation)),
        ];
        foreach ((string title, byte[]? png) in charts)
        {
            if (png is not null) yield return new($"[chart: {title}]", Png: png);
        }
    }

    /// <summary>Returns what has moved since training.</summary>
    public static ShownOutput Of(DriftReport report)
    {
        var table = new ShownTable($"Drift: {report.Verdict}", ["column", "verdict", "PSI", "critical", "missing", "text"]);
        foreach (DriftColumn column in report.Columns.Prepend(report.Probability))
        {
            table.Row(column.Name, column.Verdict.ToString(), Number(column.Psi, "0.000"), Number(column.PsiCritical, "0.000"),
                Chart.Text($"{column.MissingRatio:0.0%}"), column.Text);
        }

        return new(report.ToString(), table.ToHtml());
    }

    private static string Cell(DataColumn column, int row) => column.Is(ColumnRoles.Key) ? Hidden : column switch
    {
        NumberColumn numbers => ShownTable.Text(numbers.Exact(row)),
        TextColumn texts => texts.Codes[row] < 0 ? "–" : texts.Dictionary.Texts[texts.Codes[row]],
        TimestampColumn times => times.Values[row] == TimestampColumn.Missing ? "–" : ProfileText.Time(times.Values[row]),
        _ => "",
    };

    private static string Parameters(TrialInfo trial) =>
        string.Join(", ", trial.Parameters.Select(parameter => $"{parameter.Key} {ShownTable.Text(parameter.Value)}"));

    private static string Number(double? value, string format = "") =>
        value is { } there && double.IsFinite(there) ? ProfileText.Number(there, format) : "–";
}
