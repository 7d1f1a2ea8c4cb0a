using System.Text.Json;

namespace FraudMl.Serving.Tests.Descriptions;

/// <summary>The part of JSON Schema that the description uses; an unknown word in it fails the test.</summary>
internal sealed class DescribedSchema(JsonElement document)
{
    private static readonly string[] Known = ["$ref", "oneOf", "type", "properties", "required", "items", "title", "description", "format",
        "example", "examples", "default", "minimum", "maximum", "additionalProperties"];

    /// <summary>Returns what does not fit; null when all does.</summary>
    public string? Misfit(JsonElement schema, JsonElement value, string path = "$")
    {
        foreach (JsonProperty word in schema.EnumerateObject())
            if (!Known.Contains(word.Name)) return $"{path}: the schema says {word.Name}";
        if (schema.TryGetProperty("$ref", out JsonElement reference)) return Misfit(Target(reference.GetString()!), value, path);
        if (schema.TryGetProperty("oneOf", out JsonElement forms))
        {
            int count = forms.EnumerateArray().Count(form => Misfit(form, value, path) is null);
            if (count != 1) return $"{path}: fits {count} of the forms";
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !TypesOf(type).Any(name => IsOf(name, value)))
            return $"{path}: is {value.ValueKind}, not {type}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
            return value.EnumerateArray().Select((item, i) => Misfit(items, item, $"{path}[{i}]"))
                .FirstOrDefault(misfit => misfit is not null);
        return value.ValueKind == JsonValueKind.Object ? MisfitOfObject(schema, value, path) : null;
    }

    private string? MisfitOfObject(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _)) return $"{path}: has no {name}";
        }

        if (!schema.TryGetProperty("properties", out JsonElement properties)) return null;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out JsonElement given)
                && Misfit(property.Value, given, $"{path}.{property.Name}") is { } misfit) return misfit;
        }

        return null;
    }

    private JsonElement Target(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (element, name) => element.GetProperty(name));

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
