using System.Buffers;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Finds the rows in a JSON body, and says in its own words where the body is not JSON.</summary>
internal static class JsonBody
{
    public delegate T Scanner<out T>(ReadOnlySpan<byte> json);

    /// <summary>Scans a body; bare NaN and Infinity, which Python writes, are rewritten in place where there are any.</summary>
    public static JsonLayout Scan(RequestBuffers buffers, Scanner<JsonLayout> scan) => Scan(buffers.Body, scan);

    /// <summary>Scans the part of a body that is JSON.</summary>
    public static T Scan<T>(Memory<byte> json, Scanner<T> scan)
    {
        try
        {
            return scan(json.Span);
        }
        catch (JsonException) when (JsonLiterals.TryReplace(json.Span))
        {
            // Read again below.
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }

        try
        {
            return scan(json.Span);
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }
    }

    private static ScoringInputException NotJson(JsonException broken) => ScoringInputException.BadRequest(
        $"Invalid input. Ensure that input is a valid JSON formatted string. It is not at line {broken.LineNumber + 1}, "
        + $"byte {broken.BytePositionInLine + 1}.");
}

/// <summary>
/// Rewrites the number literals of Python's json module that JSON does not have; in place, so that a large body takes no more memory.
/// </summary>
internal static class JsonLiterals
{
    private static readonly SearchValues<byte> Starts = SearchValues.Create("NI\""u8);

    /// <summary>What stands for NaN: a text of one byte that no UTF-8 has, so that nobody can have sent it as a text.</summary>
    private static ReadOnlySpan<byte> Missing => [(byte)'"', 0xFF, (byte)'"'];

    /// <summary>Whether a text of the body is a rewritten NaN.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text is [0xFF];

    /// <summary>Replaces NaN by a missing value and Infinity by a number beyond the largest; false when there are
    /// none outside texts.</summary>
    public static bool TryReplace(Span<byte> json)
    {
        bool found = false;
        while (json.IndexOfAny(Starts) is var at and >= 0)
        {
            json = json[at..];
            int length = 1;
            if (json[0] == (byte)'"') length = TextLength(json);
            else if (json.StartsWith("NaN"u8)) length = Write(json, Missing, 3, ref found);
            else if (json.StartsWith("Infinity"u8)) length = Write(json, "1e999   "u8, 8, ref found);
            json = json[length..];
        }

        return found;
    }

    private static int Write(Span<byte> json, ReadOnlySpan<byte> literal, int length, ref bool found)
    {
        // As a name it is no JSON for Python either.
        if (json[length..].TrimStart(" \t\r\n"u8) is [(byte)':', ..]) return length;
        literal.CopyTo(json);
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
