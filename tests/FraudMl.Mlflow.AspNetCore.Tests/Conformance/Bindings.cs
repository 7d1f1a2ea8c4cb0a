using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Compares answers with recorded ones to the letter.</summary>
internal sealed partial class Bindings : RecordedValues
{
    private static readonly Dictionary<string, string> _wild = new()
    {
        ["{{database_error}}"] = "(?s:.*)",
        ["{{stack_trace}}"] = "(?s:.*)",
        ["{{address}}"] = "0x[0-9a-f]+",
        ["{{server_root}}"] = @"[^\s]*?",
        ["{{timestamp:string}}"] = @"\d{12,14}",
    };

    public bool MatchesText(string expected, string actual)
    {
        string sorted = PythonSet()
            .Replace(actual, set => $"{{{string.Join(", ", set.Groups[1].Value.Split(", ").Order(StringComparer.Ordinal))}}}");
        var names = new List<string>();
        string pattern = string.Concat(Placeholder().Split(Fill(expected)).Select(part => PatternOf(part, names)));
        Match match = Regex.Match(sorted, $"^{pattern}$", RegexOptions.CultureInvariant);
        for (int i = 0; match.Success && i < names.Count; i++)
            Bound[names[i]] = match.Groups[$"g{i}"].Value;
        return match.Success || expected == actual;
    }

    protected override bool AreBothNothing(JsonNode? expected, JsonNode? actual) => expected is null && actual is null;

    protected override string? TextOf(JsonObject expected) => expected.ContainsKey("$repeat") ? (string?)Macros.Expand(expected) : null;

    protected override string? DifferenceOfFields(JsonObject left, JsonObject right, bool isUnordered, string path)
    {
        // Keys may be placeholders too.
        var names = left.ToDictionary(pair => Fill(pair.Key), pair => pair.Value);
        if (names.Keys.ToHashSet().SetEquals(right.Select(pair => pair.Key)))
            return First(names.Select(pair => Difference(pair.Value, right[pair.Key], isUnordered, $"{path}.{pair.Key}")));
        IEnumerable<string> missing = names.Keys.Except(right.Select(pair => pair.Key)), tooMany = right.Select(pair => pair.Key)
            .Except(names.Keys);
        return $"{path}: fields {string.Join(", ", missing)} missing, {string.Join(", ", tooMany)} too many";
    }

    protected override bool Matches(JsonValue expected, JsonValue actual)
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

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\{\{[a-z_]+(?::[a-z0-9]+)?\}\})")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{('[^{}']+'(?:, '[^{}']+')*)\}")]
    private static partial Regex PythonSet();
}
