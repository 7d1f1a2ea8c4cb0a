using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Compares answers with recorded ones to the letter; what a server makes up is bound at first sight and the same ever after.</summary>
internal sealed partial class Bindings
{
    private static readonly Dictionary<string, string> _wild = new()
    {
        ["{{database_error}}"] = "(?s:.*)",
        ["{{stack_trace}}"] = "(?s:.*)",
        ["{{address}}"] = "0x[0-9a-f]+",
        ["{{server_root}}"] = @"[^\s]*?",
        ["{{timestamp:string}}"] = @"\d{12,14}",
    };

    private readonly Dictionary<string, string> _bound = [];

    public string Fill(string text) => Numbered().Replace(text, match => _bound.GetValueOrDefault(match.Value, match.Value));

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(pair => KeyValuePair.Create(Fill(pair.Key), Fill(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>Returns where the answer differs from the recorded one, or <see langword="null"/>.</summary>
    public string? Difference(JsonNode? expected, JsonNode? actual, bool isUnordered, string path = "$")
    {
        switch (expected, actual)
        {
            case (JsonObject left, _) when left.ContainsKey("$repeat"):
                return actual is JsonValue repeated && repeated.TryGetValue(out string? text) && text == (string?)Macros.Expand(left) ? null : $"{path}: another text";
            case (JsonObject left, JsonObject right):
                // Keys may be placeholders too.
                var names = left.ToDictionary(pair => Fill(pair.Key), pair => pair.Value);
                if (!names.Keys.ToHashSet().SetEquals(right.Select(pair => pair.Key)))
                    return $"{path}: fields {string.Join(", ", names.Keys.Except(right.Select(pair => pair.Key)))} missing, {string.Join(", ", right.Select(pair => pair.Key).Except(names.Keys))} too many";
                return names.Select(pair => Difference(pair.Value, right[pair.Key], isUnordered, $"{path}.{pair.Key}")).FirstOrDefault(difference => difference is not null);
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                return isUnordered
                    ? Unordered(left, right, path)
                    : left.Zip(right).Select((pair, i) => Difference(pair.First, pair.Second, isUnordered, $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            case (JsonValue left, JsonValue right) when Matches(left, right):
            case (null, null):
                return null;
            default:
                return $"{path}: expected {Short(expected)} got {Short(actual)}";
        }
    }

    public bool MatchesText(string expected, string actual)
    {
        string sorted = PythonSet().Replace(actual, set => $"{{{string.Join(", ", set.Groups[1].Value.Split(", ").Order(StringComparer.Ordinal))}}}");
        var names = new List<string>();
        string pattern = string.Concat(Placeholder().Split(Fill(expected)).Select(part => PatternOf(part, names)));
        Match match = Regex.Match(sorted, $"^{pattern}$", RegexOptions.CultureInvariant);
        for (int i = 0; match.Success && i < names.Count; i++)
            _bound[names[i]] = match.Groups[$"g{i}"].Value;
        return match.Success || expected == actual;
    }

    private static string PatternOf(string part, List<string> names)
    {
        if (_wild.TryGetValue(part, out string? wild))
            return wild;
        if (!Numbered().IsMatch(part))
            return Regex.Escape(part);
        if (names.Contains(part))
            return $@"\k<g{names.IndexOf(part)}>";
        names.Add(part);
        return $"(?<g{names.Count - 1}>.+?)";
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
        if (expected.TryGetValue(out string? text))
        {
            return text == "{{timestamp}}"
                ? actual.GetValueKind() == JsonValueKind.Number
                : actual.TryGetValue(out string? got) && MatchesText(text, got);
        }

        return expected.GetValueKind() == actual.GetValueKind()
            && (expected.GetValueKind() != JsonValueKind.Number || Number(expected).Equals(Number(actual)));
    }

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 300)] : "nothing";

    [GeneratedRegex(@"\{\{[a-z_]+:\d+\}\}")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(\{\{[a-z_]+(?::[a-z0-9]+)?\}\})")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{('[^{}']+'(?:, '[^{}']+')*)\}")]
    private static partial Regex PythonSet();
}
