namespace FraudMl;

/// <summary>The columns of one CSV file or several: headers compared, kinds found out from the first rows of each and the schema.</summary>
internal sealed class CsvColumns
{
    private readonly string[] _names;
    private readonly string _file;
    private readonly ReadingRules _rules;
    private readonly ColumnReader?[] _readers;

    private CsvColumns(string file, string[] names, ColumnReader?[] readers, DatasetSchema schema, ReadingRules rules) =>
        (_file, _names, _readers, Schema, _rules) = (file, names, readers, schema, rules);

    public DatasetSchema Schema { get; }

    /// <value>The readers of the columns that are read, in the order of the first file.</value>
    public IEnumerable<ColumnReader> Readers => _readers.OfType<ColumnReader>();

    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads the first rows of each file.</summary>
    public static CsvColumns Of(
        IReadOnlyList<string> paths, ReadingPlan plan, CsvOptions options, ReadingRules rules, bool mayBeEmpty = false)
    {
        CsvColumns? columns = null;
        CsvColumnEvidence[] seen = [];
        bool any = false;
        foreach (string path in paths)
        {
            using var records = new CsvRecords(path, options, rules.Encoding);
            int[] places;
            if (columns is null)
            {
                string[] names = HeaderOf(records);
                DatasetSchema schema = plan.SchemaOf(records.File, names);
                seen = [.. names.Select(name => new CsvColumnEvidence(rules, (schema.RolesOf(name) & ColumnRoles.Label) != 0))];
                columns = new(records.File, names, new ColumnReader?[names.Length], schema, rules);
                places = [.. Enumerable.Range(0, names.Length)];
            }
            else
            {
                places = columns.PlacesOf(records);
            }

            for (int row = 0; row < options.InferenceRowCount && records.Read(); row++)
            {
                any = true;
                for (int i = 0; i < Math.Min(places.Length, records.FieldCount); i++)
                {
                    ReadOnlySpan<char> field = records.Field(i);
                    if (!rules.Missing.Contains(field)) seen[places[i]].Add(field);
                }
            }
        }

        if (!any && !mayBeEmpty) throw new FraudMlException($"{DataFiles.NameOf(paths)} has a header and no rows.");
        for (int i = 0; i < seen.Length; i++)
            columns!._readers[i] = ColumnReader.Of(columns._names[i], seen[i].Look, columns.Schema, rules);
        return columns!;
    }

    /// <summary>Leaves all columns unread but some.</summary>
    public CsvColumns Only(IReadOnlySet<string> names)
    {
        ColumnReader?[] readers = Array.ConvertAll(_readers, reader => reader is not null && names.Contains(reader.Name) ? reader : null);
        return new CsvColumns(_file, _names, readers, Schema, _rules);
    }

    /// <summary>Reads the header of a file and returns, for each of its columns, the place in the first file.</summary>
    /// <exception cref="FraudMlException">Thrown when it has other columns than the first file.</exception>
    public int[] PlacesOf(CsvRecords records)
    {
        string[] names = HeaderOf(records);
        FileColumns.RequireSame(records.File, names, _file, _names);
        return Array.ConvertAll(names, name => Array.IndexOf(_names, name));
    }

    /// <summary>Sets the values of a row; returns null, or what was expected instead, and the column that it is about.</summary>
    public string? Set(CsvRecords records, int[] places, int row, out string? column)
    {
        column = null;
        if (records.FieldCount != places.Length)
            return $"expected {places.Length} fields as the header has, and found {records.FieldCount}";
        for (int i = 0; i < places.Length; i++)
        {
            if (_readers[places[i]] is not { } reader) continue;
            ReadOnlySpan<char> field = records.Field(i);
            bool isQuotedToken = reader.Kind == ColumnKind.Text && _rules.Missing.IsToken(field) && records.IsQuoted(i);
            if ((isQuotedToken ? reader.SetQuoted(row, field) : reader.Set(row, field)) is not { } problem) continue;
            column = reader.Name;
            return problem;
        }

        return null;
    }

    private static string[] HeaderOf(CsvRecords records)
    {
        if (!records.Read()) throw new FraudMlException($"{records.File} is empty: expected a header line and rows.");
        var names = new string[records.FieldCount];
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<char> name = records.Field(i);
            names[i] = name.IsWhiteSpace() ? "" : records.IsQuoted(i) ? name.ToString() : name.Trim().ToString();
            if (names[i].Length > 0 && Array.IndexOf(names, names[i]) < i)
                throw records.Error(names[i], "expected distinct column names, and this one stands twice");
        }

        NewNames.Number(names);
        return names;
    }
}
