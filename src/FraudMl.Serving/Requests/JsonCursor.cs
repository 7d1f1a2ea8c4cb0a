using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>A place in a JSON document from which reading can go on.</summary>
internal readonly struct JsonCursor(int offset, JsonReaderState state)
{
    public Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json[offset..], isFinalBlock: true, state);

    /// <summary>The place that a reader opened here has reached.</summary>
    public JsonCursor At(in Utf8JsonReader reader) => new(offset + (int)reader.BytesConsumed, reader.CurrentState);
}
