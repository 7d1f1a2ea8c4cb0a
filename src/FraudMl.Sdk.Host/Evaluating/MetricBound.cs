using System.Globalization;
using FraudMl.Sdk.Host.Building;

namespace FraudMl.Sdk.Host.Evaluating;

/// <summary>A <c>FraudMetric</c> item: what a challenger has to reach.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Minimum">The least value; null for any.</param>
/// <param name="Maximum">The largest value; null for any.</param>
/// <param name="MaximumLoss">How much worse than the champion it may be; null for any.</param>
/// <param name="LowerIsBetter">Whether smaller values are better.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record MetricBound(string Name, double? Minimum, double? Maximum, double? MaximumLoss, bool LowerIsBetter, Place Place)
{
    public static IReadOnlyList<MetricBound> Of(Request request) =>
        [.. request.Items("metric", "FraudMetric").Select(item => Of(item.Fields, item.Place))];

    /// <summary>Returns what a challenger's value breaks, one sentence each.</summary>
    /// <param name="value">The challenger's value.</param>
    /// <param name="champion">The champion's; null where there is none to compare with.</param>
    public IEnumerable<string> Broken(double value, double? champion)
    {
        if (Minimum is { } least && !(value >= least)) yield return $"{Text(value)}, and must be at least {Text(least)}";
        if (Maximum is { } most && !(value <= most)) yield return $"{Text(value)}, and must be at most {Text(most)}";
        if (MaximumLoss is not { } limit || champion is not { } before) yield break;
        double loss = LowerIsBetter ? value - before : before - value;
        if (!(loss <= limit))
            yield return $"{Text(value)}, and the champion's {Text(before)}: it is worse by {Text(loss)}, and may be by {Text(limit)}";
    }

    /// <summary>Returns a number as it is written in messages.</summary>
    public static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static MetricBound Of(string[] fields, Place place)
    {
        if (fields is not [var name, var minimum, var maximum, var loss, var lower, ..])
            throw new BuildError(ErrorCodes.NothingToJudge, place, $"The FraudMetric '{fields[0]}' is incomplete in the request.");
        var bound = new MetricBound(name, Number("Minimum", minimum), Number("Maximum", maximum), Number("MaximumLoss", loss),
            IsLower(), place);
        return bound is { Minimum: null, Maximum: null, MaximumLoss: null }
            ? throw new BuildError(ErrorCodes.NothingToJudge, place,
                $"The FraudMetric '{name}' has no bound. Give it a Minimum, a Maximum or a MaximumLoss against the champion.")
            : bound;

        double? Number(string metadata, string text) => text.Length == 0 ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new BuildError(ErrorCodes.NothingToJudge, place,
                    $"{metadata} of the FraudMetric '{name}' must be a number with a decimal point. Got '{text}' instead.");

        bool IsLower()
        {
            if (lower.Length > 0) return lower.Equals("true", StringComparison.OrdinalIgnoreCase);
            string known = name.StartsWith(MeasuredModel.Test, StringComparison.Ordinal) ? name[MeasuredModel.Test.Length..] : name;
            Metric? metric = Metrics.All.FirstOrDefault(metric => metric.Name == known);
            return metric is not null || loss.Length == 0
                ? metric?.HigherIsBetter == false
                : throw new BuildError(ErrorCodes.NothingToJudge, place,
                    $"'{name}' is none of FraudMl's metrics, so that nobody knows which values are better: give it LowerIsBetter=\"true\" or "
                    + $"\"false\".{NearNames.Hint(name, Metrics.All.Select(other => other.Name))}");
        }
    }
}
