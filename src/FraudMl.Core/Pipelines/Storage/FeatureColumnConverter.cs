using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Reads and writes what is known about a column; files had its sources joined by + before they were a list.</summary>
internal sealed class FeatureColumnConverter : JsonConverter<FeatureColumn>
{
    public override FeatureColumn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredColumn stored = JsonSerializer.Deserialize(ref reader, Info(options)) ?? throw new JsonException("A column says nothing.");
        IReadOnlyList<string> sources = stored.Sources
            ?? [stored.Source ?? throw new JsonException($"Column '{stored.Name}' came from nowhere.")];
        return new FeatureColumn(stored.Name, sources)
        {
            OneHotGroup = stored.OneHotGroup,
            Kind = stored.Kind,
            Minimum = stored.Minimum,
            Maximum = stored.Maximum,
            IsJoined = stored.Sources is null,
        };
    }

    public override void Write(Utf8JsonWriter writer, FeatureColumn value, JsonSerializerOptions options)
    {
        var stored = new StoredColumn(
            value.Name,
            value.IsJoined ? value.Sources[0] : null,
            value.IsJoined ? null : value.Sources,
            value.OneHotGroup,
            value.Kind,
            value.Minimum,
            value.Maximum);
        JsonSerializer.Serialize(writer, stored, Info(options));
    }

    private static JsonTypeInfo<StoredColumn> Info(JsonSerializerOptions options) =>
        (JsonTypeInfo<StoredColumn>)options.GetTypeInfo(typeof(StoredColumn));
}

/// <summary>A column in a file: <c>Sources</c>, or in older files <c>Source</c>.</summary>
internal sealed record StoredColumn(
    string Name,
    string? Source = null,
    IReadOnlyList<string>? Sources = null,
    string? OneHotGroup = null,
    FeatureKind Kind = FeatureKind.Number,
    float? Minimum = null,
    float? Maximum = null);
