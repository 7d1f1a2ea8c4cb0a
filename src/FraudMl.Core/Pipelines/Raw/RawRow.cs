namespace FraudMl;

/// <summary>The values of one row's raw columns; written again for each row.</summary>
internal sealed class RawRow
{
    private readonly string?[] _texts;
    private readonly double[] _numbers;
    private readonly long[] _times;

    public RawRow(RawColumns columns)
    {
        Columns = columns;
        _texts = new string?[columns.Columns.Count];
        _numbers = new double[columns.Columns.Count];
        _times = new long[columns.Columns.Count];
        Sinks = [.. columns.Columns.Select((column, index) => new RawSink(this, column, index))];
        Clear();
    }

    public RawColumns Columns { get; }

    /// <value>What takes values of any type, by column.</value>
    public RawSink[] Sinks { get; }

    /// <value>The texts by column; null is missing.</value>
    public ReadOnlySpan<string?> Texts => _texts;

    /// <value>The numbers by column; NaN is missing.</value>
    public ReadOnlySpan<double> Numbers => _numbers;

    /// <summary>Returns a time in microseconds, or <see cref="TimestampColumn.Missing"/>.</summary>
    public long Time(int column) => _times[column];

    /// <summary>Makes all values missing.</summary>
    public void Clear()
    {
        Array.Clear(_texts);
        Array.Fill(_numbers, double.NaN);
        Array.Fill(_times, TimestampColumn.Missing);
    }

    /// <summary>Sets a value to what a field says that fits its column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="utf8">The field, without quotes.</param>
    /// <param name="form">How it was written.</param>
    public void Set(int column, ReadOnlySpan<byte> utf8, FieldForm form)
    {
        switch (Columns.Columns[column].Kind)
        {
            case ColumnKind.Text:
                _texts[column] = Columns.TextOf(column, utf8, form == FieldForm.Quoted);
                break;
            case ColumnKind.Number:
                Columns.TryParseNumber(utf8, form, out float number);
                _numbers[column] = number;
                break;
            default:
                Columns.TryParseTime(column, utf8, form, out _times[column]);
                break;
        }
    }

    public void SetText(int column, string? text) => _texts[column] = text;

    public void SetNumber(int column, double number) => _numbers[column] = number;

    public void SetTime(int column, long microseconds) => _times[column] = microseconds;
}

/// <summary>How a field stood where it was read.</summary>
internal enum FieldForm : byte
{
    /// <summary>As a text: a missing token is missing.</summary>
    Plain,

    /// <summary>Between the quotes of CSV: a text, whatever it says.</summary>
    Quoted,

    /// <summary>As a number of JSON: with a dot, however the numbers of the training data were written.</summary>
    Number,
}
