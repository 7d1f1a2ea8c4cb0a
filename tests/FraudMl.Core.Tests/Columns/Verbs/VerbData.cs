namespace FraudMl.Tests;

/// <summary>Small tables whose results were worked out by hand, as pandas gives them.</summary>
internal static class VerbData
{
    public const long Day = 86_400_000_000;

    /// <summary>Six payments: times are days, card C3 has no customer row, one amount and one card are missing.</summary>
    public static Dataset Payments() => new(
        [
            Times("At", 1, 2, 3, 4, 5, 6),
            Texts("Card", ["C1", "C2", "C1", "C3", "C2", null], ColumnRoles.Key),
            Numbers("Amount", 10, 20, 30, float.NaN, 50, 60),
            Texts("Channel", ["web", "pos", "web", "web", "app", "pos"]),
            new NumberColumn("Fraud", [0, 1, 0, 0, 1, 0], ColumnRoles.Label),
        ],
        "payments");

    /// <summary>Limits of cards by the day since when they are known: C1 on days 0 and 3, C2 on days 2 and 5, none of C3.</summary>
    public static Dataset Limits() => new(
        [
            Texts("Card", ["C1", "C2", "C1", "C2"], ColumnRoles.Key),
            Times("Since", 0, 2, 3, 5),
            Numbers("Limit", 100, 200, 300, 500),
        ],
        "limits");

    public static NumberColumn Numbers(string name, params float[] values) => new(name, values);

    public static TimestampColumn Times(string name, params long[] days) =>
        new(name, Array.ConvertAll(days, day => day < 0 ? TimestampColumn.Missing : day * Day));

    public static TextColumn Texts(string name, string?[] texts, ColumnRoles roles = ColumnRoles.Feature)
    {
        var dictionary = new TextDictionary([.. texts.OfType<string>().Distinct()]);
        return new TextColumn(name, Array.ConvertAll(texts, dictionary.CodeOf), dictionary, roles);
    }

    public static object?[] Of(this Dataset data, string column) => DatasetValues.Of(data[column]);

    public static string[] Names(this Dataset data) => [.. data.Columns.Select(column => column.Name)];

    public static FraudMlException Refused(Action action) => Should.Throw<FraudMlException>(action);
}
