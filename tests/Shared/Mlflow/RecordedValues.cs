using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow.Tests;

/// <summary>Compares answers with recorded ones in which placeholders stand for what a server makes up: bound at first sight,
/// the same ever after.</summary>
internal abstract partial class RecordedValues
{
    protected Dictionary<string, string> Bound { get; } = [];

    public string Fill(string text) => Numbered().Replace(text, match => Bound.GetValueOrDefault(match.Value, match.Value));

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(pair => KeyValuePair.Create(Fill(pair.Key), Fill(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>Returns where the answer differs from the recorded one, or <see langword="null"/>.</summary>
    public string? Difference(JsonNode? expected, JsonNode? actual, bool isUnordered, string path = "$") => (expected, actual) switch
    {
        _ when AreBothNothing(expected, actual) => null,
        (JsonObject left, _) when TextOf(left) is { } text => actual is JsonValue value && value.TryGetValue(out string? got) && got == text
            ? null : $"{path}: another text",
        (JsonObject left, JsonObject right) => DifferenceOfFields(left, right, isUnordered, path),
        (JsonArray left, JsonArray right) when left.Count == right.Count => isUnordered ? DifferenceOfSets(left, right, path) : First(
            left.Zip(right).Select((pair, i) => Difference(pair.First, pair.Second, isUnordered, $"{path}[{i}]"))),
        (JsonValue left, JsonValue right) when Matches(left, right) => null,
        _ => $"{path}: expected {Short(expected)} got {Short(actual)}",
    };

    /// <summary>Whether there is nothing to compare.</summary>
    protected abstract bool AreBothNothing(JsonNode? expected, JsonNode? actual);

    /// <summary>Returns the text that an object stands for; null for any other object.</summary>
    protected virtual string? TextOf(JsonObject expected) => null;

    protected abstract string? DifferenceOfFields(JsonObject left, JsonObject right, bool isUnordered, string path);

    protected abstract bool Matches(JsonValue expected, JsonValue actual);

    protected static string? First(IEnumerable<string?> differences) => differences.FirstOrDefault(difference => difference is not null);

    private string? DifferenceOfSets(JsonArray left, JsonArray right, string path)
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

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 300)] : "nothing";

    [GeneratedRegex(@"\{\{[a-z_]+:\d+\}\}")]
    protected static partial Regex Numbered();
}
