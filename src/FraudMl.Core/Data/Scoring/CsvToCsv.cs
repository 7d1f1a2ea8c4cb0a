using System.Text;

namespace FraudMl;

/// <summary>Writes records as they stood, with their scores, as CSV.</summary>
internal sealed class CsvToCsv(CsvRecords records, CsvCopy copy, Stream output) : CsvOutput
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(false), 1 << 16);
    private CsvScores? _scores;

    public override int LetterCount => copy.LetterCount;

    public override void Begin(bool decides)
    {
        if (records.IsSeparatorTold) _writer.Write($"sep={records.Delimiter}\n");
        copy.Header(_writer);
        _scores = new CsvScores(_writer, records.Delimiter, copy.ColumnCount);
        _scores.Header(decides, copy.Has);
    }

    public override void Add() => copy.Add();

    public override void Write(ScoredChunk scores)
    {
        for (int row = 0; row < scores.Probabilities.Length; row++)
        {
            _writer.Write(copy[row]);
            _scores!.Write(scores, row);
        }

        copy.Clear();
    }

    public override void End() => _writer.Flush();

    public override void Dispose() => _writer.Dispose();
}
