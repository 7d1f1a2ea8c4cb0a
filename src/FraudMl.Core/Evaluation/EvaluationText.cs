using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Writes an evaluation as text.</summary>
internal static class EvaluationText
{
    public static string Of(Evaluation evaluation)
    {
        var text = new StringBuilder();
        Line(text, $"{evaluation.RowCount:N0} rows, {evaluation.FraudCount:N0} frauds ({evaluation.Prevalence:P3}); {Rule(evaluation)}");
        Line(text, $"");
        Line(text, $"{"metric",-24}{"value",10}  95 % interval");
        foreach (EvaluatedMetric metric in evaluation.Values.Where(IsShown))
        {
            string value = metric.UndefinedBecause is { } because ? $"undefined: {because}" : Number(metric.Value);
            string interval = metric.Interval is { } ends ? $"[{Number(ends.Low)}, {Number(ends.High)}]" : "";
            Line(text, $"{metric.Name,-24}{value,10}  {interval}");
        }
        ConfusionMatrix confusion = evaluation.Confusion;
        Line(text, $"");
        Line(text, $"{"",-24}{"flagged",12}{"passed",14}");
        Line(text, $"{"fraud",-24}{confusion.TruePositives,12:#,0.##}{confusion.FalseNegatives,14:#,0.##}");
        Line(text, $"{"legitimate",-24}{confusion.FalsePositives,12:#,0.##}{confusion.TrueNegatives,14:#,0.##}");
        if (evaluation.Alerts is { } alerts) Alerts(text, alerts);
        if (evaluation.Costs is { } costs) Costs(text, costs);
        return text.ToString();
    }

    private static void Alerts(StringBuilder text, AlertRate alerts)
    {
        Line(text, $"");
        string asked = alerts.Asked is { } capacity ? string.Create(CultureInfo.InvariantCulture, $"  asked for {capacity:#,0.##}") : "";
        Line(text, $"{"alerts a day",-24}{alerts.PerDay,12:#,0.##}{asked}");
        if (alerts is not { IsOff: true, Asked: { } wanted }) return;
        double off = (alerts.PerDay - wanted) / wanted;
        Line(text,
            $"! {Math.Abs(off):P0} {(off > 0 ? "more" : "fewer")} alerts a day than were asked for: scores or volume differ from those that the threshold was chosen on");
    }

    private static void Costs(StringBuilder text, CostSummary costs)
    {
        Line(text, $"");
        Line(text, $"{"total cost of",-36}");
        Line(text, $"{"  these decisions",-36}{costs.Decisions,14:N2}  savings {Number(costs.Savings)}");
        Line(text, $"{"  the best single threshold " + Number(costs.BestThreshold),-36}{costs.BestThresholdCost,14:N2}");
        Line(text, $"{"  flagging nothing",-36}{costs.FlagNothing,14:N2}");
        Line(text, $"{"  flagging all",-36}{costs.FlagAll,14:N2}");
    }

    private static string Rule(Evaluation evaluation) =>
        evaluation.Threshold is { } threshold ? $"flagged from score {Number(threshold)}" : "flagged row by row";

    private static bool IsShown(EvaluatedMetric metric) =>
        metric.Name != "total_cost" && metric.Name != "savings" && HeadlineMetrics.All.Any(headline => headline.Name == metric.Name);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
