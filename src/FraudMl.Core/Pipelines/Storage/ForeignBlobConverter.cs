using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Writes a blob as Base64; one that is read came with a file, and says so when it is opened.</summary>
internal sealed class ForeignBlobConverter : JsonConverter<ForeignBlob>
{
    public override ForeignBlob Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes)
            ? ForeignBlob.FromFile(bytes)
            : throw new JsonException("A blob must be Base64.");

    public override void Write(Utf8JsonWriter writer, ForeignBlob value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.Stored);
}
