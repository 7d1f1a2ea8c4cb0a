using System.Globalization;

namespace FraudMl;

/// <summary>Writes scores behind the fields of CSV.</summary>
internal sealed class CsvScores(TextWriter writer, char delimiter, int columnCount)
{
    public void Header(bool decides, Func<string, bool> isTaken)
    {
        if (columnCount > 0) writer.Write(delimiter);
        writer.Write(NewNames.Free(ScoredChunk.Probability, isTaken));
        if (decides)
        {
            writer.Write(delimiter);
            writer.Write(NewNames.Free(ScoredChunk.Decision, isTaken));
        }

        writer.Write('\n');
    }

    public void Write(ScoredChunk scores, int row)
    {
        Span<char> text = stackalloc char[32];
        if (columnCount > 0) writer.Write(delimiter);
        scores.Probabilities.Span[row].TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
        if (scores.Decides)
        {
            writer.Write(delimiter);
            writer.Write(scores.Flags.Span[row] ? '1' : '0');
        }

        writer.Write('\n');
    }
}
