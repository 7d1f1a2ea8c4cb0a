using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl.Serving;

/// <summary>
/// Passes over JSON of the kind that nearly every request is made of. What it passes is JSON; whatever it does not pass (a mistake, an
/// escape, deep nesting) is left to <see cref="System.Text.Json.Utf8JsonReader"/>, which takes several times as long.
/// </summary>
internal static class PlainJson
{
    private const int No = -1;

    private const int MostLevels = 16;

    /// <summary>Whether a document is one value that is passed, and nothing else.</summary>
    public static bool IsDocument(ReadOnlySpan<byte> json) =>
        Pass(json, Next(json, 0), MostLevels) is >= 0 and var end && Next(json, end) == json.Length;

    /// <summary>Passes and counts the values of a list whose bracket is behind.</summary>
    /// <returns>Where the bracket is that closes it, or a negative number.</returns>
    public static int PassItems(ReadOnlySpan<byte> json, int at, bool ofObjects, out int count) =>
        PassItems(json, at, ofObjects, out count, MostLevels);

    /// <summary>Passes a value.</summary>
    /// <returns>Where it ends, or a negative number.</returns>
    public static int Pass(ReadOnlySpan<byte> json, int at) => Pass(json, at, MostLevels);

    /// <summary>Passes and reads a number; false, without moving, where that takes a thorough look.</summary>
    public static bool TryPassNumber(ReadOnlySpan<byte> json, ref int at, out float number)
    {
        int length = FloatText.Read(json[at..], out number), start = Is(json, at, '-') ? at + 1 : at;
        if (length == 0 || (json[start] == '0' && IsDigit(json, start + 1))) return false;
        at += length;
        return true;
    }

    private static int PassItems(ReadOnlySpan<byte> json, int at, bool ofObjects, out int count, int levels)
    {
        count = 0;
        at = Next(json, at);
        if (Is(json, at, ']')) return at;
        while (!ofObjects || Is(json, at, '{'))
        {
            at = Pass(json, at, levels);
            if (at < 0) return No;
            count++;
            at = Next(json, at);
            if (Is(json, at, ']')) return at;
            if (!Is(json, at, ',')) return No;
            at = Next(json, at + 1);
        }

        return No;
    }

    private static int Pass(ReadOnlySpan<byte> json, int at, int levels)
    {
        if ((uint)at >= (uint)json.Length) return No;
        switch (json[at])
        {
            case (byte)'"':
                return PassText(json, at);
            case (byte)'[' when levels > 0:
                at = PassItems(json, at + 1, ofObjects: false, out _, levels - 1);
                return at < 0 ? No : at + 1;
            case (byte)'{' when levels > 0:
                return PassObject(json, at + 1, levels - 1);
            case (byte)'t':
                return PassLiteral(json, at, "true"u8);
            case (byte)'f':
                return PassLiteral(json, at, "false"u8);
            case (byte)'n':
                return PassLiteral(json, at, "null"u8);
            default:
                return PassNumber(json, at);
        }
    }

    private static int PassObject(ReadOnlySpan<byte> json, int at, int levels)
    {
        at = Next(json, at);
        if (Is(json, at, '}')) return at + 1;
        while (Is(json, at, '"'))
        {
            at = PassText(json, at);
            if (at < 0) return No;
            at = Next(json, at);
            if (!Is(json, at, ':')) return No;
            at = Pass(json, Next(json, at + 1), levels);
            if (at < 0) return No;
            at = Next(json, at);
            if (Is(json, at, '}')) return at + 1;
            if (!Is(json, at, ',')) return No;
            at = Next(json, at + 1);
        }

        return No;
    }

    /// <summary>Passes a text.</summary>
    /// <returns>Where it ends, or a negative number.</returns>
    public static int PassText(ReadOnlySpan<byte> json, int at)
    {
        if (!Is(json, at, '"')) return No;
        for (at++; (uint)at < (uint)json.Length; at++)
        {
            byte next = json[at];
            if (next == '"') return at + 1;
            if (next is < 0x20 or (byte)'\\') return No;
        }

        return No;
    }

    private static int PassNumber(ReadOnlySpan<byte> json, int at)
    {
        if (Is(json, at, '-')) at++;
        int start = at;
        while (IsDigit(json, at)) at++;
        if (at == start || (at > start + 1 && json[start] == '0')) return No;
        if (Is(json, at, '.'))
        {
            start = at + 1;
            at = PassDigits(json, start);
            if (at == start) return No;
        }

        if (!Is(json, at, 'e') && !Is(json, at, 'E')) return at;
        at++;
        if (Is(json, at, '-') || Is(json, at, '+')) at++;
        start = at;
        while (IsDigit(json, at)) at++;
        return at == start ? No : at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PassDigits(ReadOnlySpan<byte> json, int at)
    {
        for (; json.Length - at >= Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at) - Vector128.Create((byte)'0');
            uint others = Vector128.GreaterThan(bytes, Vector128.Create((byte)9)).ExtractMostSignificantBits();
            if (others != 0) return at + BitOperations.TrailingZeroCount(others);
        }

        while (IsDigit(json, at)) at++;
        return at;
    }

    private static int PassLiteral(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal) =>
        json[at..].StartsWith(literal) ? at + literal.Length : No;

    /// <summary>Whether a byte stands at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<byte> json, int at, char wanted) => (uint)at < (uint)json.Length && json[at] == wanted;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9;

    /// <summary>Returns where the next byte is that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<byte> json, int at) =>
        (uint)at < (uint)json.Length && json[at] > ' ' ? at : PassWhiteSpace(json, at);

    private static int PassWhiteSpace(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }
}
