using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Makes requests that are almost right, the same ones for the same seed.</summary>
internal sealed class RequestMutator(RequestTemplates templates, int seed)
{
    private const int LongestTarget = 8_000;
    private const string Mark = "@@raw@@";

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "-1e308", "2147483648", "9223372036854775808", "1e999", "\"\"", "\" \"", "\"a\"",
        "\"'\"", "\"\\\"\"", "\"\\u0000\"", "\"é\"", "\"💥\"", "\"../x\"", "\"/\"",
        "\"%2e\"", "\"%252e%252e\"", "\"NaN\"", "\"Infinity\"", "\"1\"", "\"-1\"", "\"99999999999999999999999\"", "[]", "[null]", "[[]]",
        "[{}]", "{}", "{\"a\":1}", "[\"a\",1]", "[\"\"]", "\"ACTIVE\"", "\"FINISHED\"",
        "\"models:/m-x\"", "\"models:/fuzz/latest\"", "\"models:/fuzz@c\"", "\"models:/fuzz/1\"", "\"runs:/\"", "\"runs://x\"",
        "\"file:///etc\"", "\"file:x\"", "\"mlflow-artifacts:/../x\"", "\"eyJvZmZzZXQiOiAtMX0=\"",
        "\"e30=\"", "\"null\"", "\"{}\"", "\"[\"", "99", "\"metrics.a > \"", "\"params.`a = 'b'\"", "\"tags.a IN ('b', 'c')\"",
        "\"a AND b AND\"", "\"(\"", "\"name LIKE '%_['\"",
    ];

    /// <summary>Texts that no JSON writer writes.</summary>
    private static readonly string[] RawValues =
        ["NaN", "Infinity", "-Infinity", "1e999", "01", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u00\"", "\"\\ud83d\\ud83d\"", new('1', 300),
            $"\"{new string('a', 300)}\"", $"\"{new string('%', 10_000)}\"", "\u0001", "[[[[", "\"", ",", "}"];

    private static readonly string[] Names = ["x", "run_uuid", "", "\u0000", "experimentId", new('a', 200)];

    private readonly Random _random = new(seed);
    private readonly IReadOnlyList<(string Method, string Path, JsonObject Fields)> _templates = templates.All;
    private readonly IReadOnlyList<(string Method, string Path)> _files = templates.Files;

    public FuzzedRequest Next()
    {
        if (_random.Next(12) == 0)
        {
            (string verb, string target) = Pick(_files);
            return new FuzzedRequest(verb, target, verb == "PUT" ? "evil"u8.ToArray() : null);
        }

        (string method, string path, JsonObject template) = Pick(_templates);
        JsonNode fields = template.DeepClone();
        string raw = "null";
        for (int change = _random.Next(1, 4); change > 0; change--)
            Change(fields, ref raw);
        string json = fields.ToJsonString().Replace($"\"{Mark}\"", raw, StringComparison.Ordinal);
        if (method == "GET" && _random.Next(5) > 0)
        {
            string query = string.Join('&',
                fields.AsObject().Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Escape(pair.Value, raw)}"));
            return new FuzzedRequest(method, $"{path}?{(query.Length > LongestTarget ? query[..LongestTarget] : query)}", null);
        }

        byte[] body = Encoding.UTF8.GetBytes(json);
        if (body.Length > 0 && _random.Next(20) == 0)
            body[_random.Next(body.Length)] = (byte)_random.Next(256);
        return new FuzzedRequest(method, path, _random.Next(30) == 0 ? body[.._random.Next(body.Length)] : body);
    }

    private void Change(JsonNode root, ref string raw)
    {
        (JsonNode parent, object key)[] places = [.. Places(root)];
        if (places.Length == 0)
            return;
        (JsonNode node, object at) = Pick(places);
        int what = _random.Next(20);
        if (what == 0 && node is JsonObject fewer)
        {
            fewer.Remove((string)at);
            return;
        }

        if (what == 1)
            raw = Pick(RawValues);
        JsonNode? value = what == 1 ? Mark : JsonNode.Parse(Pick(Values));
        if (node is JsonObject fields)
            fields[what == 2 ? Pick(Names) : (string)at] = value;
        else
            node.AsArray()[(int)at] = value;
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(pair => Below(fields, pair.Key, pair.Value)),
        JsonArray items => items.SelectMany((item, index) => Below(items, index, item)),
        _ => [],
    };

    private static IEnumerable<(JsonNode Parent, object Key)> Below(JsonNode parent, object key, JsonNode? child) =>
        child is null ? [(parent, key)] : Places(child).Prepend((parent, key));

    private static string Escape(JsonNode? value, string raw)
    {
        string text = value is JsonValue plain && plain.TryGetValue(out string? said) ? said : value?.ToJsonString() ?? "null";
        return Uri.EscapeDataString(text == Mark ? raw : text);
    }

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
