namespace FraudMl;

/// <summary>Scores a CSV file into another file, a chunk of rows after the other.</summary>
internal sealed class CsvScoring : IDisposable
{
    private const int MostLetters = 1 << 22;
    private readonly ScoreFileOptions _options;
    private readonly ReadingRules _rules;
    private readonly CsvColumns _columns;
    private readonly CsvRecords _records;
    private readonly CsvQuarantine _quarantine;
    private readonly CsvOutput _output;
    private readonly VelocityStore? _windows;
    private readonly ScoredChunk _scores;
    private readonly Action<int>? _progress;

    public CsvScoring(FraudModel model, string path, ScoreFileOptions options, Action<int>? progress, Stream file, string output)
    {
        (_options, _progress, _scores) = (options, progress, new ScoredChunk(model));
        ReadingPlan plan = ReadingPlan.Of(model);
        _rules = options.Csv.RulesOver(plan.Rules);
        CsvColumns all = CsvColumns.Of([path], plan, options.Csv, _rules, mayBeEmpty: true);
        ModelColumns.SchemaOf(model, Path.GetFileName(path), all.Names, out IReadOnlySet<string> needed);
        KeptColumns.Require(Path.GetFileName(path), all.Names, options.Keep);
        _columns = all.Only(needed);
        _windows = FileWindows.Of(model, Path.GetFileName(path), all.Names, options);
        _quarantine = new CsvQuarantine(options.Csv.QuarantinePath ?? $"{path}.rejected.csv");
        _records = new CsvRecords(path, options.Csv, _rules.Encoding);
        _output = ParquetFile.IsNamed(output)
            ? new CsvToParquet(_records, all.Names, options.Keep, file)
            : new CsvToCsv(_records, new CsvCopy(_records, all.Names, options.Keep), CsvWriter.Packed(file, output));
    }

    public ScoredFile Run(CancellationToken cancellationToken)
    {
        int[] places = _columns.PlacesOf(_records);
        _output.Begin(_scores.Decides);
        int row = 0;
        while (_records.Read())
        {
            if (_scores.RowCount + row == _options.Csv.MaximumRowCount)
                throw new FraudMlException($"{_records.File} has more than {_options.Csv.MaximumRowCount} rows. Raise "
                    + $"CsvOptions.MaximumRowCount.");
            if (_columns.Set(_records, places, row, out string? column) is { } problem)
            {
                if (_options.Csv.BadRows == BadRows.Fail) throw _records.Error(column, problem);
                _quarantine.Add(_records, column, problem);
                continue;
            }

            _output.Add();
            if (++row < _options.ChunkRowCount && _output.LetterCount < MostLetters) continue;
            cancellationToken.ThrowIfCancellationRequested();
            Score(row);
            row = 0;
        }

        if (row > 0) Score(row);
        foreach (ColumnReader reader in _columns.Readers) reader.Check();
        _output.End();
        QuarantineReport? rejected = _quarantine.Report();
        if (rejected is not null) _options.Csv.OnQuarantine?.Invoke(rejected);
        return new ScoredFile("", _scores.RowCount, _scores.FlaggedCount) { Rejected = rejected };
    }

    public void Dispose()
    {
        _output.Dispose();
        _records.Dispose();
        _quarantine.Dispose();
    }

    private void Score(int rowCount)
    {
        DataColumn[] read = [.. _columns.Readers.Select(reader => reader.TakeRows(rowCount))];
        var data = new Dataset(read, _records.File, _columns.Schema.TimestampUnit)
        {
            Reading = _rules,
        };
        if (_windows is not null) data = _windows.Follow(data, _scores.RowCount);
        _scores.Score(data);
        _output.Write(_scores);
        _progress?.Invoke(_scores.RowCount);
    }
}
