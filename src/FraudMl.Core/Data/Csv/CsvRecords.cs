using System.Text;
using Sylvan.Data.Csv;

namespace FraudMl;

/// <summary>The records of a CSV file, plain or gzip, one after the other, header included. Whatever goes wrong ends in
/// one clear sentence.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int LongestRecord = 1 << 24;
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly CsvInput _input;
    private readonly CsvDataReader _reader;
    private readonly Func<bool> _next;
    private readonly string? _encoding;
    private int _nextLine;

    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="encoding">The encoding without a mark; null for Unicode.</param>
    public CsvRecords(string path, CsvOptions options, string? encoding)
    {
        (_path, _options, _encoding) = (path, options, encoding);
        _next = Next;
        File = Path.GetFileName(path);
        _input = Clearly(() => new CsvInput(CsvFile.OpenText(path, options.MaximumBytes, encoding), options));
        _nextLine = _input.FirstLine;
        _reader = Clearly(() => CsvDataReader.Create(_input, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = _input.Delimiter,
            Quote = options.Quote,
            Escape = options.Quote,
            // A row that begins with '#' is a row; marks at the beginning of one are taken away before.
            Comment = '\uFEFF',
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRecord,
        }));
    }

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    public char Delimiter => _input.Delimiter;

    public char Quote => _options.Quote;

    /// <value>Whether the file begins with Excel's line that names the delimiter.</value>
    public bool IsSeparatorTold => _input.FirstLine > 1;

    /// <summary>The line on which the record begins, from 1.</summary>
    public int Line { get; private set; }

    public int FieldCount => _reader.RowFieldCount;

    /// <summary>The record as it stands in the file, line end included.</summary>
    public ReadOnlySpan<char> Raw => _reader.GetRawRecordSpan();

    public ReadOnlySpan<char> Field(int index) => _reader.GetFieldSpan(index);

    /// <summary>Returns whether a field stands between quotes.</summary>
    public bool IsQuoted(int index)
    {
        ReadOnlySpan<char> raw = Raw;
        if (!raw.Contains(_options.Quote)) return false;
        for (int field = 0, at = 0; at < raw.Length; field++)
        {
            bool isQuoted = raw[at] == _options.Quote;
            if (field == index) return isQuoted;
            if (isQuoted)
            {
                // A doubled quote closes and opens again.
                while (raw[at..] is [var first, ..] && first == _options.Quote)
                {
                    int length = raw[(at + 1)..].IndexOf(_options.Quote);
                    if (length < 0) return false;
                    at += length + 2;
                }
            }

            int next = raw[at..].IndexOf(_input.Delimiter);
            if (next < 0) return false;
            at += next + 1;
        }

        return false;
    }

    /// <summary>Goes on to the next record; blank lines hold none.</summary>
    public bool Read() => Clearly(_next);

    /// <summary>Returns the error of the record.</summary>
    public FraudMlException Error(string? column, string problem) =>
        new($"{File}, line {Line}{(column is null ? "" : $", column '{column}'")}: {problem}.") { ColumnName = column };

    public void Dispose()
    {
        _reader.Dispose();
        _input.Dispose();
    }

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
        catch (DecoderFallbackException e) when (_encoding is not null)
        {
            throw new FraudMlException(
                $"{File} is no text in {_encoding}. Set CsvOptions.Encoding to another one, or to null for UTF-8.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new FraudMlException($"{File}, line {CsvFile.FirstLineNotUtf8(_path, _options.MaximumBytes)}: expected UTF-8 text. Save "
                + $"the file as UTF-8, or name its encoding, such as CsvOptions {{ Encoding = \"windows-1252\" }} for Western Europe.", e);
        }
        catch (InvalidDataException e)
        {
            throw new FraudMlException($"{File} is a damaged {(CsvFile.IsZip(_path) ? "zip" : "gzip")} file. Take a fresh copy.", e);
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new FraudMlException($"{File}, line {Line}: expected a row of at most {LongestRecord} characters. Look for a quote that "
                + $"is never closed.", e);
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
