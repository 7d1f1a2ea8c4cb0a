using System.Text;

namespace FraudMl.Reporting;

/// <summary>How good the winner is on test data: metrics, decisions, curves and calibration.</summary>
internal static class QualitySection
{
    public static string Of(Evaluation test)
    {
        string rule = test.Threshold is { } threshold
            ? FormattableString.Invariant($"flagged from a score of {threshold:0.####}") : "each row flagged by the rule of the model";
        return $"""
            <section aria-labelledby="test-heading">
            <h2 id="test-heading">The winner on test data</h2>
            <p>{Html.Text($"{test.RowCount:#,0} rows that no fold has seen, {test.FraudCount:#,0} frauds ({test.Prevalence:0.###%}), {rule}: the model as it would be deployed, with its calibrator and its decision.")}</p>
            <div class="pair">
            <div>{Confusion(test)}{Alerts(test)}</div>
            {Metrics(test)}</div>
            <div class="curves">
            {WinnerSection.Chart("winner-pr", "Precision over recall on test data, with the decisions taken.")}
            {WinnerSection.Chart("winner-roc", "True positive rate over false positive rate on test data; the false positive rate is on a logarithmic axis.")}
            {(test.Calibration.Uniform.Count == 0 ? "" : WinnerSection.Chart("winner-calibration", "Observed share of frauds over the predicted probability in ten bins, with intervals and the number of rows; the table below holds the same numbers."))}
            </div>
            {Calibration(test)}</section>

            """;
    }

    /// <summary>Returns the metrics that have an interval, or that one looks for first, as a table.</summary>
    public static string Metrics(Evaluation test)
    {
        var metrics = new HtmlTable("Metrics and their 95 % intervals", "metric", "value");
        foreach (EvaluatedMetric metric in test.Values.Where(metric => metric.Interval is not null || IsHeadline(metric.Name)))
            metrics.Row(metric.Name, HtmlTable.Metric(metric));
        return metrics.ToString();
    }

    private static bool IsHeadline(string metric) =>
        metric is "average_precision" or "roc_auc" or "precision" or "recall" or "f1" or "brier";

    /// <summary>Returns decisions against labels.</summary>
    public static string Confusion(Evaluation test)
    {
        ConfusionMatrix matrix = test.Confusion;
        string Cell(double count, double of, bool isRight) =>
            $"""<td class="{(isRight ? "right" : "wrong")}" style="--share: {Html.Text($"{(of > 0 ? 100 * count / of : 0):0.#}")}%"><b>{Html.Text($"{count:#,0.##}")}</b><small>{(of > 0 ? Html.Text($"{count / of:0.00%}") : "–")}</small></td>""";
        return $"""
            <table class="confusion"><caption>Decisions, and the share of the class</caption>
            <thead><tr><th scope="col"><span class="unseen">label</span></th><th scope="col">flagged</th><th scope="col">passed</th></tr></thead>
            <tbody>
            <tr><th scope="row">fraud</th>{Cell(matrix.TruePositives, matrix.Positives, true)}{Cell(matrix.FalseNegatives, matrix.Positives, false)}</tr>
            <tr><th scope="row">legitimate</th>{Cell(matrix.FalsePositives, matrix.Negatives, false)}{Cell(matrix.TrueNegatives, matrix.Negatives, true)}</tr>
            </tbody></table>
            """;
    }

    /// <summary>Returns alerts a day and costs.</summary>
    public static string Alerts(Evaluation test)
    {
        var facts = new StringBuilder("""<dl class="figures">""");
        void Fact(string name, FormattableString value) => facts.Append($"<div><dt>{name}</dt><dd>{Html.Text(value)}</dd></div>\n");
        if (test.Alerts is { } alerts)
        {
            Fact("alerts a day", $"{alerts.PerDay:#,0.#}");
            if (alerts.Asked is { } asked)
                Fact("alerts asked for",
                    alerts.IsOff ? $"{asked:#,0.#}: off by {(alerts.PerDay - asked) / asked:+0%;-0%}"
                        : (FormattableString)$"{asked:#,0.#}");
        }

        if (test.Costs is { } costs)
        {
            Fact("cost of the decisions", $"{costs.Decisions:#,0.##}");
            Fact("cost of flagging nothing", $"{costs.FlagNothing:#,0.##}");
            Fact("cost of flagging all", $"{costs.FlagAll:#,0.##}");
            Fact("saved of the cheaper of both", $"{costs.Savings:0.0%}");
        }

        return facts.Append("</dl>\n").ToString();
    }

    private static string Calibration(Evaluation test)
    {
        var table = new HtmlTable("", "predicted", "rows", "mean predicted", "observed");
        int bin = 0;
        foreach (ReliabilityBin one in test.Calibration.Uniform)
        {
            int tenth = bin++;
            if (one.Weight > 0)
            {
                table.Row(FormattableString.Invariant($"{tenth / 10.0:0.0} to {(tenth + 1) / 10.0:0.0}"), HtmlTable.Amount(one.Weight),
                    Html.Number(one.MeanProbability),
                    HtmlTable.Percent(one.FraudRate, Interval.Wilson(one.FraudRate * one.Weight, one.Weight)));
            }
        }

        return bin == 0 ? "" : $"<details><summary>Calibration as a table, with Wilson's 95 % intervals</summary>\n{table}</details>\n";
    }
}
