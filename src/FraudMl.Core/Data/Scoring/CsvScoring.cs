using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Scores one CSV file into another, a chunk of rows after the other.</summary>
internal sealed class CsvScoring : IDisposable
{
    private const int MostLetters = 1 << 22;
    private readonly FraudModel _model;
    private readonly ScoreFileOptions _options;
    private readonly ReadingRules _rules;
    private readonly CsvColumns _columns;
    private readonly CsvRecords _records;
    private readonly CsvQuarantine _quarantine;
    private readonly CsvCopy _copy;
    private readonly VelocityStore? _windows;
    private readonly StreamWriter _writer;
    private readonly string _delimiter;
    private readonly Action<int>? _progress;
    private int _before;
    private int _flagged;

    public CsvScoring(FraudModel model, string path, ScoreFileOptions options, Action<int>? progress, Stream output)
    {
        (_model, _options, _progress) = (model, options, progress);
        ReadingPlan plan = ReadingPlan.Of(model);
        _rules = options.Csv.RulesOver(plan.Rules);
        CsvColumns all = CsvColumns.Of([path], plan, options.Csv, _rules);
        ModelColumns.SchemaOf(model, Path.GetFileName(path), all.Names, out IReadOnlySet<string> needed);
        CsvCopy.Require(Path.GetFileName(path), all.Names, options.Keep);
        _columns = all.Only(needed);
        if (ModelColumns.Computes(model, Path.GetFileName(path), all.Names))
            _windows = new VelocityStore(model.Windows, new() { Lateness = TimeSpan.Zero, Clock = null });
        _writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16);
        _quarantine = new CsvQuarantine(options.Csv.QuarantinePath ?? $"{path}.rejected.csv");
        _records = new CsvRecords(path, options.Csv, _rules.Encoding);
        _delimiter = _records.Delimiter.ToString();
        _copy = new CsvCopy(_records, all.Names, options.Keep);
    }

    public ScoredFile Run(CancellationToken cancellationToken)
    {
        int[] places = _columns.PlacesOf(_records);
        Begin();
        int row = 0;
        while (_records.Read())
        {
            if (_before + row == _options.Csv.MaximumRowCount)
                throw new FraudMlException($"{_records.File} has more than {_options.Csv.MaximumRowCount} rows. Raise "
                    + $"CsvOptions.MaximumRowCount.");
            if (_columns.Set(_records, places, row, out string? column) is { } problem)
            {
                if (_options.Csv.BadRows == BadRows.Fail) throw _records.Error(column, problem);
                _quarantine.Add(_records, column, problem);
                continue;
            }

            _copy.Add();
            if (++row < _options.ChunkRowCount && _copy.LetterCount < MostLetters) continue;
            cancellationToken.ThrowIfCancellationRequested();
            Score(row);
            row = 0;
        }

        if (row > 0) Score(row);
        foreach (ColumnReader reader in _columns.Readers) reader.Check();
        _writer.Flush();
        QuarantineReport? rejected = _quarantine.Report();
        if (rejected is not null) _options.Csv.OnQuarantine?.Invoke(rejected);
        return new ScoredFile("", _before, _model.Decision is null ? null : _flagged) { Rejected = rejected };
    }

    public void Dispose()
    {
        _writer.Dispose();
        _records.Dispose();
        _quarantine.Dispose();
    }

    private void Begin()
    {
        if (_records.IsSeparatorTold) _writer.Write($"sep={_delimiter}\n");
        _copy.Header(_writer);
        string[] names = _model.Decision is null ? ["fraud_probability"] : ["fraud_probability", "fraud_decision"];
        foreach (string name in names)
        {
            if (_copy.ColumnCount > 0 || name != names[0]) _writer.Write(_delimiter);
            _writer.Write(NewNames.Free(name, _copy.Has));
        }

        _writer.Write('\n');
    }

    private void Score(int rowCount)
    {
        DataColumn[] read = [.. _columns.Readers.Select(reader => reader.TakeRows(rowCount))];
        var data = new Dataset(read, _records.File, _columns.Schema.TimestampUnit)
        {
            Reading = _rules,
        };
        if (_windows is not null) data = _windows.Follow(data, _before);
        _model.ForEachBlock(data, Write, _before);
        _copy.Clear();
        if (_before > int.MaxValue - rowCount)
            throw new FraudMlException($"{_records.File} has more than {int.MaxValue} rows. Split it, and score the parts.");
        _before += rowCount;
        _progress?.Invoke(_before);
    }

    private void Write(ScoringSession session, int firstRow)
    {
        Span<char> text = stackalloc char[32];
        ReadOnlySpan<double> probabilities = session.Probabilities;
        ReadOnlySpan<bool> flags = session.Flags;
        for (int row = 0; row < probabilities.Length; row++)
        {
            ReadOnlySpan<char> kept = _copy[firstRow + row];
            _writer.Write(kept);
            if (_copy.ColumnCount > 0) _writer.Write(_delimiter);
            probabilities[row].TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
            _writer.Write(text[..length]);
            if (!flags.IsEmpty)
            {
                _writer.Write(_delimiter);
                _writer.Write(flags[row] ? '1' : '0');
                if (flags[row]) _flagged++;
            }

            _writer.Write('\n');
        }
    }
}
