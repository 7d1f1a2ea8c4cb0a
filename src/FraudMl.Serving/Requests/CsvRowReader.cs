namespace FraudMl.Serving;

/// <summary>Reads comma-separated values with a header row (RFC 4180); a field that the model takes as missing is,
/// blank lines are skipped.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly List<int> _columns = [];
    private CsvCursor _next;

    /// <summary>Reads the header.</summary>
    /// <param name="model">The model.</param>
    /// <param name="csv">The bytes; quoted fields are unescaped in place.</param>
    public CsvRowReader(ServedModel model, Memory<byte> csv)
        : base(model, Math.Max(0, CsvCursor.CountRecords(csv.Span) - 1))
    {
        _next = new CsvCursor(csv);
        if (_next.IsAtEnd) throw CsvCursor.Broken("It is empty.");
        do
        {
            ReadOnlySpan<byte> name = _next.Field();
            int column = model.Columns.Names.CodeOf(_next.IsQuoted ? name : name.Trim(" \t"u8));
            if (column >= 0 && !Seen.Mark(column))
                throw CsvCursor.Broken($"Column '{model.Columns.NameOf(column)}' stands in the header twice.");
            _columns.Add(column);
        }
        while (!_next.EndsRecord);
        Seen.RequireAll();
    }

    protected override void FillRow(in RequestBlock block, int row)
    {
        for (int field = 0; field < _columns.Count; field++)
        {
            ReadOnlySpan<byte> utf8 = _next.Field();
            if (_next.EndsRecord != (field == _columns.Count - 1))
                throw CsvCursor.Broken(
                    $"Each row must have the {_columns.Count} fields of the header. Row {RowNumber} has another number.");
            if (_columns[field] is >= 0 and var column && !block.TrySetField(row, column, utf8, _next.IsQuoted))
                throw WrongCell(column);
        }
    }
}

/// <summary>Walks over the fields of comma-separated values.</summary>
internal struct CsvCursor(Memory<byte> csv)
{
    private int _position = BlankLines(csv.Span, 0);

    /// <summary>Whether the last field was the last of its record.</summary>
    public bool EndsRecord { get; private set; }

    /// <summary>Whether the last field stood between quotes.</summary>
    public bool IsQuoted { get; private set; }

    public readonly bool IsAtEnd => _position == csv.Length;

    /// <summary>Counts the records, the header included.</summary>
    public static int CountRecords(ReadOnlySpan<byte> csv)
    {
        int count = 0;
        for (int position = BlankLines(csv, 0); position < csv.Length; count++) position = BlankLines(csv, RecordEnd(csv, position));
        return count;
    }

    public static ScoringInputException Broken(string problem) =>
        ScoringInputException.BadRequest($"Failed to parse input as CSV with a header row. {problem}");

    /// <summary>Returns the next field, unescaped in place.</summary>
    public ReadOnlySpan<byte> Field()
    {
        Span<byte> rest = csv.Span[_position..];
        IsQuoted = rest is [(byte)'"', ..];
        if (IsQuoted) return Quoted(rest[1..]);
        int end = rest.IndexOfAny((byte)',', (byte)'\n');
        Span<byte> field = end < 0 ? rest : rest[..end];
        if (field.Contains((byte)'"')) throw Broken("A quote stands inside a field that does not begin with one.");
        Leave(rest, field.Length);
        return EndsRecord && field is [.., (byte)'\r'] ? field[..^1] : field;
    }

    private Span<byte> Quoted(Span<byte> rest)
    {
        int length = 0;
        for (int read = 0; read < rest.Length; read++)
        {
            if (rest[read] == (byte)'"')
            {
                if (read + 1 == rest.Length || rest[read + 1] != (byte)'"')
                {
                    Leave(rest, read + 1, opening: 1);
                    return rest[..length];
                }

                read++;
            }

            rest[length++] = rest[read];
        }

        throw Broken("A quote is not closed.");
    }

    private void Leave(ReadOnlySpan<byte> rest, int length, int opening = 0)
    {
        ReadOnlySpan<byte> after = rest[length..];
        int carriage = after is [(byte)'\r', (byte)'\n', ..] or [(byte)'\r'] ? 1 : 0;
        after = after[carriage..];
        if (after is not ([] or [(byte)',', ..] or [(byte)'\n', ..])) throw Broken("A quoted field goes on behind its closing quote.");
        EndsRecord = after is not [(byte)',', ..];
        _position += opening + length + carriage + (after.IsEmpty ? 0 : 1);
        if (EndsRecord) _position = BlankLines(csv.Span, _position);
    }

    private static int BlankLines(ReadOnlySpan<byte> csv, int position)
    {
        while (position < csv.Length)
        {
            ReadOnlySpan<byte> rest = csv[position..];
            if (rest is [(byte)'\n', ..]) position++;
            else if (rest is [(byte)'\r', (byte)'\n', ..]) position += 2;
            else break;
        }

        return position;
    }

    private static int RecordEnd(ReadOnlySpan<byte> csv, int position)
    {
        for (bool quoted = false; position < csv.Length; position++)
        {
            if (csv[position] == (byte)'"') quoted = !quoted;
            else if (csv[position] == (byte)'\n' && !quoted) return position + 1;
        }

        return position;
    }
}
