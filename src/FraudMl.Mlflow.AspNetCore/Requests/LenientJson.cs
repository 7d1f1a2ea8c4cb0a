using System.Buffers;
using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Parses a body as MLflow's server does: bare NaN and infinities pass, and JSON inside a JSON text is unwrapped.</summary>
internal static class LenientJson
{
    // Bare numbers stand in batches of metrics, which are no longer.
    private const int LongestWithBareNumbers = 2 << 20;

    // A batch of metrics has some thousand; each value takes memory many times its length.
    private const int MostValues = 200_000;

    private static readonly JsonElement _empty = JsonDocument.Parse("{}").RootElement;
    private static readonly SearchValues<byte> _startsOfBare = SearchValues.Create("NI\""u8);

    public static JsonElement Empty => _empty;

    /// <summary>Returns the object in the body; <see langword="null"/> when the body is no JSON.</summary>
    /// <exception cref="MlflowException">Thrown when the body is JSON but no object, or JSON that nobody should read.</exception>
    public static JsonElement? ParseObject(ReadOnlyMemory<byte> body)
    {
        JsonElement? json = Parse(body);
        if (json is { ValueKind: JsonValueKind.String } text)
            json = Parse(System.Text.Encoding.UTF8.GetBytes(text.GetString()!));
        return json switch
        {
            null => null,
            { ValueKind: JsonValueKind.Null } => _empty,
            { ValueKind: JsonValueKind.Object } found => found,
            { } other => throw Refused($"The body must be a JSON object. Got {other.ValueKind} instead."),
        };
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Count((byte)',') > MostValues)
            throw Refused($"The body has more than {MostValues} values. Send it in parts.");
        JsonTexts.RequireWhole(body.Span);
        return TryParse(body);
    }

    private static MlflowException Refused(string message) => new(MlflowErrorCodes.BadRequest, message);

    private static JsonElement? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            bool mayHaveBareNumbers = json.Length <= LongestWithBareNumbers && json.Span.IndexOfAny((byte)'N', (byte)'I') >= 0;
            return mayHaveBareNumbers ? TryParseWithBareNumbers(json.Span) : null;
        }
    }

    private static JsonElement? TryParseWithBareNumbers(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonDocument.Parse(ReplaceBareNumbers(json)).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a number that no type can hold for each NaN and Infinity outside of texts: they parse and then fit
    /// nothing, as they should.</summary>
    private static byte[] ReplaceBareNumbers(ReadOnlySpan<byte> json)
    {
        var result = new ArrayBufferWriter<byte>(json.Length);
        while (json.IndexOfAny(_startsOfBare) is var at and >= 0)
        {
            result.Write(json[..at]);
            json = json[at..];
            int length = json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : 0;
            if (length > 0)
            {
                result.Write("1e999"u8);
            }
            else
            {
                length = json[0] == (byte)'"' ? TextLength(json) : 1;
                result.Write(json[..length]);
            }

            json = json[length..];
        }

        result.Write(json);
        return result.WrittenSpan.ToArray();
    }

    private static int TextLength(ReadOnlySpan<byte> json)
    {
        for (int i = 1; i < json.Length; i++)
        {
            if (json[i] == (byte)'\\')
                i++;
            else if (json[i] == (byte)'"')
                return i + 1;
        }

        return json.Length;
    }
}
