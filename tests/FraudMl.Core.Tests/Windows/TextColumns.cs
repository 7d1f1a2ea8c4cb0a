namespace FraudMl.Tests;

internal static class TextColumns
{
    /// <summary>Returns a text column of the given values.</summary>
    public static TextColumn Of(string name, IReadOnlyList<string?> values, ColumnRoles roles = ColumnRoles.Key)
    {
        var dictionary = new TextDictionary([.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
        return new TextColumn(name, [.. values.Select(dictionary.CodeOf)], dictionary, roles);
    }
}
