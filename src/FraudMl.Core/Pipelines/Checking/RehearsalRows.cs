namespace FraudMl;

/// <summary>Invented rows with the columns of a dataset: same names, kinds, roles and texts, no value of its own.</summary>
internal static class RehearsalRows
{
    private const int KeyCount = 60;
    private const long Day = 86_400_000_000;

    /// <summary>
    /// Returns rows that differ from one take to the next in values, in texts where the dataset has none, and in whether some are missing.
    /// </summary>
    public static Dataset Of(Dataset schema, int take, int rowCount = 300, int rowsPerFraud = 4)
    {
        float[] labels = [.. Enumerable.Range(0, rowCount).Select(row => IsFraud(schema, row % rowsPerFraud == 0) ? 1f : 0f)];
        var random = new Random(take);
        bool someMissing = take % 2 == 1;
        List<DataColumn> columns = [.. schema.Columns.Select(column => column switch
        {
            NumberColumn numbers => (DataColumn)new NumberColumn(
                column.Name,
                column.Is(ColumnRoles.Label) ? labels
                    : column.Is(ColumnRoles.Weight) ? Weights(schema, labels)
                    : Numbers(numbers, random, rowCount, someMissing),
                column.Roles),
            TextColumn text => Texts(text, random, take, rowCount, someMissing),
            TimestampColumn times when IsEmpty(times) => new TimestampColumn(
                column.Name, [.. Enumerable.Repeat(TimestampColumn.Missing, rowCount)], column.Roles),
            _ => new TimestampColumn(column.Name, [.. Enumerable.Range(0, rowCount).Select(row => row * Day / 3)], column.Roles),
        })];
        if (!schema.HasLabels) columns.Add(new NumberColumn("(label)", labels, ColumnRoles.Label));
        return new Dataset(columns, schema.Name, schema.TimestampUnit);
    }

    private static bool IsFraud(Dataset schema, bool wanted) => FewValues.HasClass(schema, wanted) ? wanted : !wanted;

    private static float[] Weights(Dataset schema, float[] labels)
    {
        float fraud = FewValues.Weighs(schema, true) ? 1 : 0, legitimate = FewValues.Weighs(schema, false) ? 1 : 0;
        return Array.ConvertAll(labels, label => label == 1 ? fraud : legitimate);
    }

    private static bool IsEmpty(TimestampColumn times) => times.RowCount > 0 && !times.Values.ContainsAnyExcept(TimestampColumn.Missing);

    // Numbers above zero suit every step, those that take logarithms or counts included; few values are those that there are.
    private static float[] Numbers(NumberColumn column, Random random, int rowCount, bool someMissing)
    {
        float[] values = new float[rowCount], few = column.Roles == ColumnRoles.Feature ? FewValues.Of(column) : [];
        for (int row = 0; row < rowCount; row++)
        {
            bool missing = someMissing && column.Roles == ColumnRoles.Feature && random.Next(10) == 0;
            values[row] = column.Is(ColumnRoles.Timestamp) ? row
                : missing ? float.NaN
                : few.Length > 0 ? few[random.Next(few.Length)] : 0.1f + random.NextSingle();
        }

        return values;
    }

    private static TextColumn Texts(TextColumn column, Random random, int take, int rowCount, bool someMissing)
    {
        TextDictionary dictionary = column.Dictionary;
        if (dictionary.Count == 0)
        {
            int count = column.Is(ColumnRoles.Key) ? KeyCount : 3 + take;
            dictionary = new TextDictionary([.. Enumerable.Range(0, count).Select(text => FormattableString.Invariant($"text {text}"))]);
        }

        int[] codes = new int[rowCount], same = column.Roles == ColumnRoles.Feature ? FewValues.Of(column) : [];
        for (int row = 0; row < rowCount; row++)
        {
            bool missing = someMissing && column.Roles == ColumnRoles.Feature && random.Next(10) == 0;
            codes[row] = missing ? TextDictionary.Missing : same.Length > 0 ? same[0] : random.Next(dictionary.Count);
        }

        return new TextColumn(column.Name, codes, dictionary, column.Roles);
    }
}
