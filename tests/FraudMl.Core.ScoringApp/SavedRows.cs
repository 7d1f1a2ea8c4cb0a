using System.Globalization;
using System.Text.Json;
using FraudMl;

/// <summary>The rows that saved models were scored on, in each form a model takes.</summary>
internal static class SavedRows
{
    private static readonly string[] Fields = ["amount", "balance", "angle", "small", "city", "kind", "when"];

    public static Dataset Of(JsonElement columns) => new([.. columns.EnumerateArray().Select(Column)]);

    public static Dictionary<string, object?> Named(Dataset rows, int row) =>
        rows.Columns.ToDictionary(column => column.Name, column => Value(column, row));

    /// <summary>Returns a row as an object; null where the rows have further columns.</summary>
    public static SavedRow? Typed(Dataset rows, int row) => rows.Columns.Any(column => !Fields.Contains(column.Name)) ? null : new(
        Number(rows, "amount", row), Number(rows, "balance", row), Number(rows, "angle", row), Number(rows, "small", row),
        (string?)Value(rows, "city", row), (string?)Value(rows, "kind", row), (DateTime?)Value(rows, "when", row));

    /// <summary>Returns a number as it was saved; JSON has no NaN and no infinity, so those are texts.</summary>
    public static double Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.Parse(number.GetString()!, CultureInfo.InvariantCulture);

    private static float Number(Dataset rows, string name, int row) => rows.Has(name) ? ((NumberColumn)rows[name]).Values[row] : float.NaN;

    private static object? Value(Dataset rows, string name, int row) => rows.Has(name) ? Value(rows[name], row) : null;

    private static object? Value(DataColumn column, int row) => column switch
    {
        NumberColumn numbers => numbers.Values[row],
        TextColumn texts => texts.Codes[row] < 0 ? null : texts.Dictionary.Texts[texts.Codes[row]],
        TimestampColumn times => times.Values[row] == TimestampColumn.Missing
            ? null : DateTime.UnixEpoch.AddMicroseconds(times.Values[row]),
        _ => null,
    };

    private static DataColumn Column(JsonElement column)
    {
        string name = column.GetProperty("Name").GetString()!;
        if (column.GetProperty("Numbers") is { ValueKind: JsonValueKind.Array } numbers)
            return new NumberColumn(name, [.. numbers.EnumerateArray().Select(number => (float)Number(number))]);
        if (column.GetProperty("Times") is { ValueKind: JsonValueKind.Array } times)
            return new TimestampColumn(name, [.. times.EnumerateArray().Select(time => time.GetInt64())], ColumnRoles.Feature);
        string?[] texts = [.. column.GetProperty("Texts").EnumerateArray().Select(text => text.GetString())];
        string[] distinct = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
        return new TextColumn(name, [.. texts.Select(text => text is null ? TextDictionary.Missing : Array.IndexOf(distinct, text))],
            new TextDictionary(distinct));
    }
}

/// <summary>A transaction of the saved rows as an application would have it, read by generated code.</summary>
[FraudRow]
internal sealed partial record SavedRow(float amount, float balance, float angle, float small,
    string? city, string? kind, [RowFeature] DateTime? when);
