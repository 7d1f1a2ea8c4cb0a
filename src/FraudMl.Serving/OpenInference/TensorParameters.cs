using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The parameters that the binary tensor data extension knows; all others are not looked at.</summary>
internal readonly record struct TensorParameters
{
    /// <value>How many of the body's bytes an input takes; null where its values stand in the JSON.</value>
    public long? RawLength { get; init; }

    /// <value>Whether an output is to be raw; null where nothing is said of it.</value>
    public bool? IsRaw { get; init; }

    /// <value>Whether outputs are to be raw; null where nothing is said of them.</value>
    public bool? IsRawOutput { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="ScoringInputException">Thrown when one of them is of another kind.</exception>
    public static TensorParameters Read(ref Utf8JsonReader reader)
    {
        var parameters = new TensorParameters();
        if (reader.TokenType == JsonTokenType.Null) return parameters;
        if (reader.TokenType != JsonTokenType.StartObject) throw InferenceScan.Broken("'parameters' must be an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            using var name = new UnescapedText(new JsonCell(reader));
            reader.Read();
            if (name.Utf8.SequenceEqual("binary_data_size"u8)) parameters = parameters with { RawLength = Length(reader) };
            else if (name.Utf8.SequenceEqual("binary_data"u8)) parameters = parameters with { IsRaw = Truth(reader, "binary_data") };
            else if (name.Utf8.SequenceEqual("binary_data_output"u8))
                parameters = parameters with { IsRawOutput = Truth(reader, "binary_data_output") };
            else reader.Skip();
        }

        return parameters;
    }

    private static long Length(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long length)
        ? length
        : throw InferenceScan.Broken("The parameter binary_data_size must be a number of bytes");

    private static bool Truth(in Utf8JsonReader reader, string name) => reader.TokenType is JsonTokenType.True or JsonTokenType.False
        ? reader.TokenType == JsonTokenType.True
        : throw InferenceScan.Broken($"The parameter {name} must be true or false");
}
