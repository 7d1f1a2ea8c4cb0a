using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

/// <summary>Expands <c>$repeat</c> and <c>$list</c>.</summary>
internal static class Macros
{
    public static JsonNode? Expand(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } macro when macro["$repeat"] is JsonArray repeat =>
            JsonValue.Create(string.Concat(Enumerable.Repeat((string)repeat[0]!, (int)repeat[1]!))),
        JsonObject { Count: 1 } macro when macro["$list"] is { } list =>
            new JsonArray([.. Enumerable.Range(0, (int)list["count"]!).Select(index => WithIndex(list["item"]!, index))]),
        JsonObject plain => new JsonObject(plain.Select(pair => KeyValuePair.Create(pair.Key, Expand(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Expand)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? WithIndex(JsonNode? item, int index) => item switch
    {
        JsonObject plain => new JsonObject(plain.Select(pair => KeyValuePair.Create(pair.Key, WithIndex(pair.Value, index)))),
        JsonValue value when value.TryGetValue(out string? text) && text == "{{i:number}}" => JsonValue.Create(index),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(
            text.Replace("{{i}}", $"{index}", StringComparison.Ordinal)),
        _ => item?.DeepClone(),
    };
}
