using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Writes a part with its name in front, and reads it as the type of that name.</summary>
internal sealed class StoredPartConverter<T>(StoredPart part, ModelJson json) : JsonConverter<T>
    where T : class
{
    // Null comes here too: no model has a part that is null.
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader ahead = reader;
        if (ahead.TokenType != JsonTokenType.StartObject || !ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName
            || !ahead.ValueTextEquals(part.Discriminator) || !ahead.Read() || ahead.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {part.Noun} must be an object that begins with \"{part.Discriminator}\".");
        }

        string name = ahead.GetString()!;
        StoredType type = json.Types.Find(part, name) ?? throw new UnknownTypeException(part, name);
        return (T)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type.Type))!;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value is null) throw new JsonException($"A {part.Noun} of the model is null.");
        StoredType type = json.TypeOf(value, part);
        int depth = json.Depth;
        json.Depth += writer.CurrentDepth;
        if (json.Depth >= ModelJson.MaximumDepth) throw new JsonException($"it nests deeper than {ModelJson.MaximumDepth}.");
        var buffer = new ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = options.Encoder, MaxDepth = ModelJson.MaximumDepth - json.Depth }))
            JsonSerializer.Serialize(inner, value, options.GetTypeInfo(type.Type));
        json.Depth = depth;
        writer.WriteRawValue(Named(type.Name, buffer.WrittenSpan), skipInputValidation: true);
    }

    private byte[] Named(string name, ReadOnlySpan<byte> written)
    {
        byte[] first = Encoding.ASCII.GetBytes($"{{\"{part.Discriminator}\":\"{name}\"");
        ReadOnlySpan<byte> rest = written[1..];
        return rest.Length == 1 ? [.. first, .. rest] : [.. first, (byte)',', .. rest];
    }
}
