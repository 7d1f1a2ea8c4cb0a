using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The values of a row of the application's own, as a request would write them.</summary>
internal static class RowText
{
    /// <summary>Returns the text of the value that a row has under a name; null where there is none.</summary>
    public static string? Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, string name) =>
        (row is IReadOnlyDictionary<string, object?> named ? named.GetValueOrDefault(name) : typeof(T).GetProperty(name)?.GetValue(row))
            switch
        {
            bool isTrue => isTrue ? "true" : "false",
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } truth => truth.GetRawText(),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var other => other?.ToString(),
        };

    /// <summary>Sets a carried value to what a row has under its name; one that is missing stays so.</summary>
    public static void Carry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        T row, ServedModel served, int carried, CarriedValues values, int at)
    {
        if (Of(row, served.Columns.Carried[carried]) is not { Length: > 0 } text) return;
        Span<byte> utf8 = stackalloc byte[256];
        values.Set(at, carried, Encoding.UTF8.TryGetBytes(text, utf8, out int length) ? utf8[..length] : Encoding.UTF8.GetBytes(text));
    }
}
