using System.Buffers;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Finds the rows in a JSON body, and says in its own words where the body is not JSON.</summary>
internal static class JsonBody
{
    public delegate JsonLayout Scanner(ReadOnlySpan<byte> json);

    /// <summary>Scans a body; bare NaN and Infinity, which Python writes, are replaced first where there are any.</summary>
    public static JsonLayout Scan(RequestBuffers buffers, Scanner scan)
    {
        try
        {
            return scan(buffers.Body.Span);
        }
        catch (JsonException) when (JsonLiterals.TryReplace(buffers.Body.Span, out byte[] replaced))
        {
            buffers.ReplaceBody(replaced);
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }

        try
        {
            return scan(buffers.Body.Span);
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }
    }

    private static ScoringInputException NotJson(JsonException broken) => ScoringInputException.BadRequest(
        $"Invalid input. Ensure that input is a valid JSON formatted string. It is not at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
}

/// <summary>Rewrites the number literals of Python's json module that JSON does not have.</summary>
internal static class JsonLiterals
{
    /// <summary>Replaces NaN by null and Infinity by a number beyond the largest; false when there are none outside texts.</summary>
    public static bool TryReplace(ReadOnlySpan<byte> json, out byte[] replaced)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        bool found = false;
        for (int position = 0; position < json.Length;)
        {
            ReadOnlySpan<byte> rest = json[position..];
            int length = 1;
            if (rest[0] == (byte)'"') length = TextLength(rest);
            else if (rest.StartsWith("NaN"u8)) length = Write(output, "null"u8, 3, ref found);
            else if (rest.StartsWith("Infinity"u8)) length = Write(output, "1e999"u8, 8, ref found);
            if (length == 1 || rest[0] == (byte)'"') output.Write(rest[..length]);
            position += length;
        }

        replaced = found ? output.WrittenSpan.ToArray() : [];
        return found;
    }

    private static int Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> literal, int length, ref bool found)
    {
        output.Write(literal);
        found = true;
        return length;
    }

    private static int TextLength(ReadOnlySpan<byte> json)
    {
        for (int i = 1; i < json.Length; i++)
        {
            if (json[i] == (byte)'\\') i++;
            else if (json[i] == (byte)'"') return i + 1;
        }

        return json.Length;
    }
}
