using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FraudMl.Serving;

/// <summary>The text of a value that a row of the application's own has under a name.</summary>
internal static class RowText
{
    /// <summary>Returns it; null where there is none.</summary>
    public static string? Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, string name)
    {
        object? value = row is IReadOnlyDictionary<string, object?> named
            ? named.GetValueOrDefault(name)
            : typeof(T).GetProperty(name)?.GetValue(row);
        return value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
    }
}
