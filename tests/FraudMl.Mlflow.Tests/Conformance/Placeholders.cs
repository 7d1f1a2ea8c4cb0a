using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow.Tests;

/// <summary>Compares what the client's types hold with what was recorded: what is empty may be absent.</summary>
internal sealed class Placeholders : RecordedValues
{
    protected override bool AreBothNothing(JsonNode? expected, JsonNode? actual) => IsEmpty(expected) && IsEmpty(actual);

    protected override string? DifferenceOfFields(JsonObject left, JsonObject right, bool isUnordered, string path) => First(
        left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key))
            .Select(key => Difference(left[key], right[key], isUnordered, $"{path}.{key}")));

    protected override bool Matches(JsonValue expected, JsonValue actual)
    {
        if (!expected.TryGetValue(out string? text))
            return JsonNode.DeepEquals(expected, actual) || Number(expected) is { } a && Number(actual) is { } b && a.Equals(b);
        if (text is "{{timestamp}}" or "{{timestamp:string}}")
            return Number(actual) is > 1.6e12;
        string got = actual.ToString();
        if (text.Contains("{{database_error}}", StringComparison.Ordinal) || text.Contains("{{stack_trace}}", StringComparison.Ordinal))
            return true;
        return Bind(Fill(text), got);
    }

    private bool Bind(string pattern, string got)
    {
        MatchCollection unbound = Numbered().Matches(pattern);
        if (unbound.Count == 0)
            return pattern == got;
        string regex = "^" + Numbered().Replace(Regex.Escape(pattern).Replace(@"\{", "{", StringComparison.Ordinal), "(.+)") + "$";
        Match match = Regex.Match(got, regex);
        for (int i = 0; match.Success && i < unbound.Count; i++)
            Bound[unbound[i].Value] = match.Groups[i + 1].Value;
        return match.Success;
    }

    private static double? Number(JsonValue value) =>
        double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject plain => plain.All(pair => IsEmpty(pair.Value)),
        JsonArray array => array.Count == 0,
        _ => node.ToString() is "" or "0" or "false" or "None",
    };
}
