using System.Buffers;

namespace FraudMl;

/// <summary>The records of a chunk as they stand in the file, or some of their fields, until they are written again.</summary>
internal sealed class CsvCopy
{
    private readonly CsvRecords _records;
    private readonly string[] _names;
    private readonly int[]? _kept;
    private readonly ArrayBufferWriter<char> _text = new(1 << 16);
    private readonly List<int> _ends = [];

    /// <param name="records">The file.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="kept">Those that are copied; null for all.</param>
    public CsvCopy(CsvRecords records, IReadOnlyList<string> names, IReadOnlyList<string>? kept)
    {
        _records = records;
        _names = [.. kept ?? names];
        _kept = kept is null ? null : [.. kept.Select(name => names.ToList().IndexOf(name))];
    }

    public int ColumnCount => _names.Length;

    public int LetterCount => _text.WrittenCount;

    public ReadOnlySpan<char> this[int row] => _text.WrittenSpan[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];

    public bool Has(string name) => Array.IndexOf(_names, name) >= 0;

    public void Header(TextWriter writer) =>
        writer.Write(string.Join(_records.Delimiter, _names.Select(name => CsvText.QuotedName(name, _records.Delimiter))));

    /// <summary>Adds the record on which the file stands.</summary>
    public void Add()
    {
        if (_kept is null)
        {
            _text.Write(_records.Raw.TrimEnd("\r\n"));
        }
        else
        {
            for (int i = 0; i < _kept.Length; i++)
            {
                if (i > 0) _text.Write([_records.Delimiter]);
                ReadOnlySpan<char> field = _records.Field(_kept[i]);
                if (_records.IsQuoted(_kept[i])) _text.Write(CsvText.InQuotes(field, _records.Quote));
                else _text.Write(field);
            }
        }

        _ends.Add(_text.WrittenCount);
    }

    public void Clear()
    {
        _text.ResetWrittenCount();
        _ends.Clear();
    }
}
