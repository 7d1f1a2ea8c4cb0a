namespace FraudMl;

/// <summary>Finds out what the columns of a CSV file hold, from its header, its first rows and the schema.</summary>
internal static class CsvInference
{
    /// <summary>Returns a reader for each column, in the file's order.</summary>
    public static ColumnReader[] Columns(CsvRecords records, DatasetSchema schema, CsvOptions options, ReadingRules rules)
    {
        string[] names = Header(records, schema);
        CsvColumnEvidence[] seen = [.. names.Select(_ => new CsvColumnEvidence(rules))];
        int rowCount = 0;
        for (; rowCount < options.InferenceRowCount && records.Read(); rowCount++)
        {
            for (int i = 0; i < Math.Min(names.Length, records.FieldCount); i++)
            {
                ReadOnlySpan<char> field = records.Field(i);
                if (!rules.Missing.Contains(field)) seen[i].Add(field);
            }
        }

        return rowCount > 0
            ? [.. names.Select((name, i) => ColumnReader.Of(name, seen[i].Look, schema, rules))]
            : throw new FraudMlException($"{records.File} has a header and no rows.");
    }

    private static string[] Header(CsvRecords records, DatasetSchema schema)
    {
        if (!records.Read()) throw new FraudMlException($"{records.File} is empty: expected a header line and rows.");
        var names = new string[records.FieldCount];
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<char> name = records.Field(i);
            names[i] = name.IsWhiteSpace() ? "" : records.IsQuoted(i) ? name.ToString() : name.Trim().ToString();
            if (names[i].Length > 0 && Array.IndexOf(names, names[i]) < i) throw records.Error(names[i], "expected distinct column names, and this one stands twice");
        }

        NewNames.Number(names);
        schema.RequireColumns(records.File, names);
        return names;
    }
}
