using System.Globalization;
using System.Text.Unicode;

namespace FraudMl.Mlflow;

/// <summary>Refuses JSON with texts that are none: bytes that are no UTF-8, and escapes of half a surrogate pair.</summary>
internal static class JsonTexts
{
    private const int EscapeLength = 6;

    public static void RequireWhole(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw new MlflowException(MlflowErrorCodes.BadRequest, "The body is no UTF-8.");
        for (int at = json.IndexOf((byte)'\\'); at >= 0; at = Next(json, at))
        {
            if (UnitAt(json, at) is not { } unit || !char.IsSurrogate(unit))
            {
                at += 2;
                continue;
            }

            if (!char.IsHighSurrogate(unit) || UnitAt(json, at + EscapeLength) is not { } low || !char.IsLowSurrogate(low))
                throw new MlflowException(MlflowErrorCodes.BadRequest, "A text in the body has half of a surrogate pair.");
            at += 2 * EscapeLength;
        }
    }

    private static int Next(ReadOnlySpan<byte> json, int from) =>
        from < json.Length && json[from..].IndexOf((byte)'\\') is var next and >= 0 ? from + next : -1;

    /// <summary>Returns the code unit that is escaped there, if one is.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == (byte)'\\' && json[at + 1] == (byte)'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;
}
