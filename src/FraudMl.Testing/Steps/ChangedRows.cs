namespace FraudMl.Testing;

/// <summary>The same rows with some cells changed; labels stay.</summary>
internal static class ChangedRows
{
    private const string Unseen = "never seen in training";
    private const int KeyCount = 200;

    public static Dataset WithNumbers(Dataset data, float value, Func<int, bool> rows) =>
        With(data, column => column is NumberColumn numbers
            ? new NumberColumn(column.Name, [.. numbers.Values.ToArray().Select((old, row) => rows(row) ? value : old)], column.Roles)
            : column);

    public static Dataset WithUnseenTexts(Dataset data, Func<int, bool> rows) => With(data, column => column is TextColumn texts
        ? new TextColumn(column.Name,
            [.. texts.Codes.ToArray().Select((code, row) => rows(row) ? texts.Dictionary.Texts.Count : code)],
            new TextDictionary([.. texts.Dictionary.Texts, Unseen]), column.Roles)
        : column);

    public static Dataset WithMissing(Dataset data, int missing) => With(WithNumbers(data, float.NaN, row => row == missing),
        column => column is TextColumn texts
            ? new TextColumn(column.Name,
                [.. texts.Codes.ToArray().Select((code, row) => row == missing ? TextDictionary.Missing : code)], texts.Dictionary,
                column.Roles)
            : column);

    /// <summary>Returns rows drawn from the dataset whose texts are random keys and whose labels are a coin's.</summary>
    public static Dataset WithoutMeaning(Dataset data, int rowCount, int seed = 17)
    {
        var random = new Random(seed);
        Dataset drawn = data.Take([.. Enumerable.Range(0, rowCount).Select(_ => random.Next(data.RowCount))]);
        var keys = new TextDictionary([.. Enumerable.Range(0, KeyCount).Select(key => $"key {key}")]);
        return new Dataset([.. drawn.Columns.Select(column => column.Is(ColumnRoles.Label)
            ? new NumberColumn(column.Name, [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(10) == 0 ? 1f : 0f)], column.Roles)
            : column is TextColumn
                ? new TextColumn(column.Name, [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(KeyCount))], keys, column.Roles)
                : column)], data.Name, data.TimestampUnit);
    }

    private static Dataset With(Dataset data, Func<DataColumn, DataColumn> change) =>
        new([.. data.Columns.Select(column => column.Is(ColumnRoles.Label) ? column : change(column))], data.Name, data.TimestampUnit);
}
