namespace FraudMl;

/// <summary>A CSV file, read in two passes: the first rows for the kinds of the columns, then all rows.</summary>
internal sealed class CsvSource(string path, DatasetSchema schema, CsvOptions options) : IDatasetSource
{
    public string Description => Path.GetFileName(path);

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        options.Validate();
        ColumnReader[] columns;
        using (var first = new CsvRecords(path, options)) columns = CsvInference.Columns(first, schema, options);
        using var records = new CsvRecords(path, options);
        using var quarantine = new CsvQuarantine(options.QuarantinePath ?? $"{path}.rejected.csv");
        records.Read();
        int rowCount = 0;
        while (records.Read())
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (Problem(records, columns, rowCount, out string? column) is not { } problem) rowCount++;
            else if (options.BadRows == BadRows.Fail) throw records.Error(column, problem);
            else quarantine.Add(records, column, problem);
        }

        Report(quarantine.Report(), rowCount);
        return new Dataset([.. columns.Select(column => column.Take(rowCount))], Description, schema.TimestampUnit);
    }

    private static string? Problem(CsvRecords records, ColumnReader[] columns, int row, out string? column)
    {
        column = null;
        if (records.FieldCount != columns.Length) return $"expected {columns.Length} fields as the header has, and found {records.FieldCount}";
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Set(row, records.Field(i)) is not { } problem) continue;
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
}
