namespace FraudMl;

/// <summary>One CSV file or several, read in two passes: the first rows for the kinds of the columns, then all rows.</summary>
internal sealed class CsvSource(IReadOnlyList<string> paths, ReadingPlan plan, CsvOptions options) : IDatasetSource
{
    public string Description => DataFiles.NameOf(paths);

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        options.Validate();
        if (paths.Count > 1 && options.QuarantinePath is not null)
            throw new FraudMlException(
                "CsvOptions.QuarantinePath is of one file, and several are read. Leave it out: each has a side file.");
        try
        {
            return Read(options.RulesOver(plan.Rules), cancellationToken);
        }
        catch (OutOfMemoryException e)
        {
            throw new FraudMlException($"{Description} has more rows than memory holds. Set CsvOptions.MaximumRowCount, or aggregate "
                + $"where the data is.", e);
        }
    }

    private Dataset Read(ReadingRules rules, CancellationToken cancellationToken)
    {
        CsvColumns columns = CsvColumns.Of(paths, plan, options, rules);
        var lines = new CsvLines();
        int rowCount = 0, badCount = 0;
        foreach (string path in paths) badCount += Read(path, columns, rules, lines, ref rowCount, cancellationToken);
        if (rowCount == 0)
            throw new FraudMlException(badCount == 0 ? $"{Description} has a header and no rows." : $"{Description} has no usable row: all "
                + $"{badCount} were set aside in {SideFile(paths[0])}{(paths.Count > 1 ? " and its like" : "")}.");

        ColumnReader[] readers = [.. columns.Readers];
        DataColumn[] read = Array.ConvertAll(readers, column => column.Take(rowCount));
        return new Dataset(read, Description, columns.Schema.TimestampUnit)
        {
            Reading = rules,
            Warnings = [.. readers.Zip(read).Where(pair => pair.First is TextColumnReader { IsInferred: true })
                .SelectMany(pair => CsvWarnings.Of((TextColumn)pair.Second, rules, lines))],
        };
    }

    private int Read(
        string path, CsvColumns columns, ReadingRules rules, CsvLines lines, ref int rowCount, CancellationToken cancellationToken)
    {
        using var records = new CsvRecords(path, options, rules.Encoding);
        using var quarantine = new CsvQuarantine(SideFile(path));
        int[] places = columns.PlacesOf(records);
        if (paths.Count > 1) lines.Begin(records.File, rowCount);
        while (records.Read())
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (rowCount == options.MaximumRowCount)
                throw new FraudMlException($"{Description} has more than {options.MaximumRowCount} rows. Raise "
                    + $"CsvOptions.MaximumRowCount, or aggregate where the data is.");
            if (columns.Set(records, places, rowCount, out string? column) is not { } problem) lines.Add(rowCount++, records.Line);
            else if (options.BadRows == BadRows.Fail) throw records.Error(column, problem);
            else quarantine.Add(records, column, problem);
        }

        if (quarantine.Report() is not { } report) return 0;
        options.OnQuarantine?.Invoke(report);
        return report.RowCount;
    }

    private string SideFile(string path) => options.QuarantinePath ?? $"{path}.rejected.csv";

    public override string ToString() => Description;
}
