namespace FraudMl;

/// <summary>Invented rows with the columns of a dataset: same names, kinds, roles and texts, no value of its own.</summary>
internal static class RehearsalRows
{
    private const int RowCount = 300;
    private const int KeyCount = 60;
    private const long Day = 86_400_000_000;

    /// <summary>Returns rows that differ from one take to the next in values, in texts where the dataset has none, and in whether some are missing.</summary>
    public static Dataset Of(Dataset schema, int take)
    {
        var random = new Random(take);
        bool someMissing = take % 2 == 1;
        List<DataColumn> columns = [.. schema.Columns.Select(column => column switch
        {
            NumberColumn => (DataColumn)new NumberColumn(column.Name, Numbers(column, random, someMissing), column.Roles),
            TextColumn text => Texts(text, random, take, someMissing),
            _ => new TimestampColumn(column.Name, [.. Enumerable.Range(0, RowCount).Select(row => row * Day / 3)], column.Roles),
        })];
        if (!schema.HasLabels) columns.Add(new NumberColumn("(label)", [.. Enumerable.Range(0, RowCount).Select(Label)], ColumnRoles.Label));
        return new Dataset(columns, schema.Name, schema.TimestampUnit);
    }

    private static float Label(int row) => row % 4 == 0 ? 1 : 0;

    // Numbers above zero suit every step, those that take logarithms or counts included.
    private static float[] Numbers(DataColumn column, Random random, bool someMissing)
    {
        float[] values = new float[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            bool missing = someMissing && column.Roles == ColumnRoles.Feature && random.Next(10) == 0;
            values[row] = column.Is(ColumnRoles.Label) ? Label(row)
                : column.Is(ColumnRoles.Timestamp) ? row
                : missing ? float.NaN
                : column.Is(ColumnRoles.Weight) ? 1 : 0.1f + random.NextSingle();
        }

        return values;
    }

    private static TextColumn Texts(TextColumn column, Random random, int take, bool someMissing)
    {
        TextDictionary dictionary = column.Dictionary;
        if (dictionary.Count == 0)
        {
            int count = column.Is(ColumnRoles.Key) ? KeyCount : 3 + take;
            dictionary = new TextDictionary([.. Enumerable.Range(0, count).Select(text => FormattableString.Invariant($"text {text}"))]);
        }

        int[] codes = new int[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            bool missing = someMissing && column.Roles == ColumnRoles.Feature && random.Next(10) == 0;
            codes[row] = missing ? TextDictionary.Missing : random.Next(dictionary.Count);
        }

        return new TextColumn(column.Name, codes, dictionary, column.Roles);
    }
}
