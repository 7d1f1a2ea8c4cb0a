using System.Text;
using Sylvan.Data.Csv;

namespace FraudMl;

/// <summary>The records of a CSV file, plain or gzip, one after the other, header included. Whatever goes wrong ends in one clear sentence.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int LongestRecord = 1 << 24;
    private readonly string _path;
    private readonly CsvDataReader _reader;
    private readonly Func<bool> _next;
    private int _nextLine = 1;

    public CsvRecords(string path, CsvOptions options)
    {
        _path = path;
        _next = Next;
        File = Path.GetFileName(path);
        _reader = Clearly(() => CsvDataReader.Create(CsvFile.OpenText(path), new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = options.Delimiter,
            Quote = options.Quote,
            Escape = options.Quote,
            // A row that begins with '#' is a row.
            Comment = '\0',
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRecord,
        }));
    }

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    /// <summary>The line on which the record begins, from 1.</summary>
    public int Line { get; private set; }

    public int FieldCount => _reader.RowFieldCount;

    /// <summary>The record as it stands in the file, line end included.</summary>
    public ReadOnlySpan<char> Raw => _reader.GetRawRecordSpan();

    public ReadOnlySpan<char> Field(int index) => _reader.GetFieldSpan(index);

    /// <summary>Goes on to the next record; blank lines hold none.</summary>
    public bool Read() => Clearly(_next);

    /// <summary>Returns the error of the record.</summary>
    public FraudMlException Error(string? column, string problem) =>
        new($"{File}, line {Line}{(column is null ? "" : $", column '{column}'")}: {problem}.") { ColumnName = column };

    public void Dispose() => _reader.Dispose();

    private bool Next()
    {
        while (true)
        {
            Line = _nextLine;
            if (!_reader.Read()) return false;
            ReadOnlySpan<char> raw = Raw;
            _nextLine += Math.Max(1, raw.Count('\n'));
            if (raw.ContainsAnyExcept('\r', '\n')) return true;
        }
    }

    private T Clearly<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DecoderFallbackException e)
        {
            throw new FraudMlException($"{File}, line {CsvFile.FirstLineNotUtf8(_path)}: expected UTF-8 text. Save the file as UTF-8.", e);
        }
        catch (InvalidDataException e)
        {
            throw new FraudMlException($"{File} is a damaged gzip file. Take a fresh copy.", e);
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new FraudMlException($"{File}, line {Line}: expected a row of at most {LongestRecord} characters. Look for a quote that is never closed.", e);
        }
        catch (CsvFormatException e)
        {
            throw new FraudMlException($"{File}, line {_nextLine}: expected well-formed CSV. Look for a quote that is out of place.", e);
        }
        catch (IOException e)
        {
            throw new FraudMlException($"{File} can't be read: {e.Message}", e);
        }
    }
}
