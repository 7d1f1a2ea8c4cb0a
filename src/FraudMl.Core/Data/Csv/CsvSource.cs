namespace FraudMl;

/// <summary>A CSV file, read in two passes: the first rows for the kinds of the columns, then all rows.</summary>
internal sealed class CsvSource(string path, DatasetSchema schema, CsvOptions options) : IDatasetSource
{
    public string Description => Path.GetFileName(path);

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        options.Validate();
        try
        {
            return Read(options.Rules, cancellationToken);
        }
        catch (OutOfMemoryException e)
        {
            throw new FraudMlException($"{Description} has more rows than memory holds. Set CsvOptions.MaximumRowCount, or aggregate "
                + $"where the data is.", e);
        }
    }

    private Dataset Read(ReadingRules rules, CancellationToken cancellationToken)
    {
        ColumnReader[] columns;
        using (var first = new CsvRecords(path, options)) columns = CsvInference.Columns(first, schema, options, rules);
        using var records = new CsvRecords(path, options);
        using var quarantine = new CsvQuarantine(options.QuarantinePath ?? $"{path}.rejected.csv");
        var lines = new CsvLines();
        records.Read();
        int rowCount = 0;
        while (records.Read())
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (rowCount == options.MaximumRowCount)
                throw new FraudMlException($"{Description} has more than {options.MaximumRowCount} rows. Raise "
                    + $"CsvOptions.MaximumRowCount, or aggregate where the data is.");
            if (Problem(records, columns, rules, rowCount, out string? column) is not { } problem) lines.Add(rowCount++, records.Line);
            else if (options.BadRows == BadRows.Fail) throw records.Error(column, problem);
            else quarantine.Add(records, column, problem);
        }

        Report(quarantine.Report(), rowCount);
        DataColumn[] read = Array.ConvertAll(columns, column => column.Take(rowCount));
        return new Dataset(read, Description, schema.TimestampUnit)
        {
            Reading = rules,
            Warnings = [.. columns.Zip(read).Where(pair => pair.First is TextColumnReader { IsInferred: true })
                .SelectMany(pair => CsvWarnings.Of((TextColumn)pair.Second, rules, lines))],
        };
    }

    private static string? Problem(CsvRecords records, ColumnReader[] columns, ReadingRules rules, int row, out string? column)
    {
        column = null;
        if (records.FieldCount != columns.Length)
            return $"expected {columns.Length} fields as the header has, and found {records.FieldCount}";
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<char> field = records.Field(i);
            bool isQuotedToken = columns[i].Kind == ColumnKind.Text && rules.Missing.IsToken(field) && records.IsQuoted(i);
            if ((isQuotedToken ? columns[i].SetQuoted(row, field) : columns[i].Set(row, field)) is not { } problem) continue;
            column = columns[i].Name;
            return problem;
        }

        return null;
    }

    private void Report(QuarantineReport? report, int rowCount)
    {
        if (report is null) return;
        options.OnQuarantine?.Invoke(report);
        if (rowCount == 0)
            throw new FraudMlException($"{Description} has no usable row: all {report.RowCount} were set aside in {report.Path}.");
    }

    public override string ToString() => Description;
}
