using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow.Tests;

/// <summary>Values the server made: bound at first sight, the same ever after.</summary>
internal sealed partial class Placeholders
{
    private readonly Dictionary<string, string> _bound = [];

    public string Fill(string text) => Name().Replace(text, match => _bound.GetValueOrDefault(match.Value, match.Value));

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject plain => new JsonObject(plain.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Fill)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>Returns where the answer differs from the recorded one; what is empty may be absent.</summary>
    public string? Difference(JsonNode? expected, JsonNode? actual, bool isUnordered, string path = "$")
    {
        if (IsEmpty(expected) && IsEmpty(actual))
            return null;
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                return left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key))
                    .Select(key => Difference(left[key], right[key], isUnordered, $"{path}.{key}")).FirstOrDefault(difference => difference is not null);
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                if (isUnordered)
                    return Unordered(left, right, path);
                return left.Zip(right).Select((pair, i) => Difference(pair.First, pair.Second, isUnordered, $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            case (JsonValue left, JsonValue right) when Matches(left, right):
                return null;
            default:
                return $"{path}: expected {Short(expected)} got {Short(actual)}";
        }
    }

    private string? Unordered(JsonArray left, JsonArray right, string path)
    {
        var rest = right.ToList();
        foreach (JsonNode? item in left)
        {
            int found = rest.FindIndex(other => Difference(item, other, isUnordered: true) is null);
            if (found < 0)
                return $"{path}: expected an item {Short(item)}";
            rest.RemoveAt(found);
        }

        return null;
    }

    private bool Matches(JsonValue expected, JsonValue actual)
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
        MatchCollection unbound = Name().Matches(pattern);
        if (unbound.Count == 0)
            return pattern == got;
        string regex = "^" + Name().Replace(Regex.Escape(pattern).Replace(@"\{", "{", StringComparison.Ordinal).Replace("}", "}", StringComparison.Ordinal), "(.+)") + "$";
        Match match = Regex.Match(got, regex);
        for (int i = 0; match.Success && i < unbound.Count; i++)
            _bound[unbound[i].Value] = match.Groups[i + 1].Value;
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

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 300)] : "nothing";

    [GeneratedRegex(@"\{\{[a-z_]+:\d+\}\}")]
    private static partial Regex Name();
}
