using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Writes records with their scores as Parquet, a row group for each chunk: their columns are the texts that they were.</summary>
internal sealed class CsvToParquet(CsvRecords records, IReadOnlyList<string> names, IReadOnlyList<string>? kept, Stream output) : CsvOutput
{
    private readonly string[] _names = [.. kept ?? names];
    private readonly int[] _places = [.. (kept ?? names).Select(name => names.ToList().IndexOf(name))];
    private readonly List<string?>[] _texts = [.. (kept ?? names).Select(_ => new List<string?>())];
    private int _letterCount;
    private DataField[] _fields = [];
    private ParquetScores? _scores;
    private ParquetWriter? _writer;

    public override int LetterCount => _letterCount;

    public override void Begin(bool decides)
    {
        _scores = new ParquetScores(decides, name => Array.IndexOf(_names, name) >= 0);
        _fields = [.. _names.Select(name => new DataField<string>(name)), .. _scores.Fields];
        Wait(async () => _writer = await ParquetWriter.CreateAsync(new ParquetSchema(_fields), output).ConfigureAwait(false));
    }

    public override void Add()
    {
        for (int i = 0; i < _places.Length; i++)
        {
            ReadOnlySpan<char> field = records.Field(_places[i]);
            _letterCount += field.Length;
            _texts[i].Add(field.IsEmpty && !records.IsQuoted(_places[i]) ? null : field.ToString());
        }
    }

    public override void Write(ScoredChunk scores)
    {
        Wait(() => WriteAsync(scores));
        foreach (List<string?> texts in _texts) texts.Clear();
        _letterCount = 0;
    }

    public override void End()
    {
        if (_writer is { } writer) Wait(() => writer.DisposeAsync().AsTask());
        _writer = null;
    }

    // What was not ended is thrown away with the file.
    public override void Dispose()
    {
    }

    private async Task WriteAsync(ScoredChunk scores)
    {
        using ParquetRowGroupWriter rows = _writer!.CreateRowGroup();
        for (int i = 0; i < _texts.Length; i++) await rows.WriteAsync(_fields[i], _texts[i]!).ConfigureAwait(false);
        await _scores!.WriteAsync(rows, scores, default).ConfigureAwait(false);
        rows.CompleteValidate();
    }

    // Away from the caller's context, which waits.
    private static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();
}
