using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>The values of a column: whole numbers, numbers or texts, whatever they stand for.</summary>
internal sealed partial class ParquetCells
{
    private const long MicrosecondsOfDay = 86_400_000_000;

    private readonly ParquetField _field;
    private readonly bool[] _isMissing;
    private readonly Array _values;
    private long _room;

    public ParquetCells(ParquetField field, int rowCount, long maximumBytes)
    {
        _room = maximumBytes;
        _field = field;
        _isMissing = new bool[rowCount];
        _values = New(rowCount);
    }

    /// <summary>The dictionary of the row group that is read.</summary>
    public Array? Dictionary { get; set; }

    /// <summary>Sets a cell to a value; returns what was expected instead.</summary>
    public string? Set(CellSink sink, int row, int from)
    {
        if (_isMissing[from]) return TypedValue.Set<string?>(sink, row, null);
        switch (_values)
        {
            case string[] texts when _field.Meaning.Sense == ParquetSense.Text: return TypedValue.Set(sink, row, texts[from]);
            case string[] texts: return sink.SetInvariant(row, texts[from]);
            case double[] numbers when _field.Type == ParquetType.Double: return TypedValue.Set(sink, row, numbers[from]);
            case double[] numbers: return TypedValue.Set(sink, row, (float)numbers[from]);
        }

        long value = ((long[])_values)[from];
        switch (_field.Meaning.Sense)
        {
            case ParquetSense.Truth: return TypedValue.Set(sink, row, value != 0);
            case ParquetSense.Unsigned when _field.Type == ParquetType.Int32: return TypedValue.Set(sink, row, (long)(uint)value);
            case ParquetSense.Unsigned: return TypedValue.Set(sink, row, (ulong)value);
            case ParquetSense.Decimal: return sink.SetInvariant(row, DecimalText(value, _field.Meaning.Scale));
            case ParquetSense.Date or ParquetSense.Time: return SetTime(sink, row, Microseconds(value));
            default: return TypedValue.Set(sink, row, value);
        }
    }

    /// <summary>Returns a value as a request in JSON would write it, times as microseconds since 1970; null when it is missing.</summary>
    public string? TextOf(int row)
    {
        if (_isMissing[row]) return null;
        return _values switch
        {
            string[] texts => texts[row],
            double[] numbers when _field.Type == ParquetType.Double => numbers[row].ToString("R", CultureInfo.InvariantCulture),
            double[] numbers => ((float)numbers[row]).ToString("R", CultureInfo.InvariantCulture),
            _ => TextOf(((long[])_values)[row]),
        };
    }

    private string TextOf(long value) => _field.Meaning.Sense switch
    {
        ParquetSense.Truth => value != 0 ? "true" : "false",
        ParquetSense.Unsigned when _field.Type == ParquetType.Int32 => ((uint)value).ToString(CultureInfo.InvariantCulture),
        ParquetSense.Unsigned => ((ulong)value).ToString(CultureInfo.InvariantCulture),
        ParquetSense.Decimal => DecimalText(value, _field.Meaning.Scale),
        ParquetSense.Date or ParquetSense.Time => Microseconds(value).ToString(CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private Array New(int count) => _field.Type switch
    {
        ParquetType.Float or ParquetType.Double => new double[count],
        ParquetType.Bytes or ParquetType.FixedBytes => new string[count],
        _ => new long[count],
    };

    // Fractions of a microsecond are cut off; what no long holds is a time that no calendar has.
    private long Microseconds(long value) => _field.Meaning switch
    {
        { Sense: ParquetSense.Date } => value * MicrosecondsOfDay,
        { Scale: 1_000 } => Math.Abs(value) < long.MaxValue / 1_000 ? value * 1_000 : long.MaxValue,
        { Scale: 1_000_000_000 } => (long)Math.Floor(value / 1_000m),
        _ => value,
    };

    private static string? SetTime(CellSink sink, int row, long microseconds)
    {
        if (sink.Kind == ColumnKind.Timestamp)
        {
            sink.SetTime(row, microseconds);
            return null;
        }

        const long First = -62_135_596_800_000_000, Last = 253_402_300_799_999_999;
        return microseconds is >= First and <= Last
            ? TypedValue.Set(sink, row, DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond))
            : "expected a time that a calendar has";
    }

    private static Int128 BigEndian(ReadOnlySpan<byte> bytes)
    {
        Int128 value = bytes[0] >= 0x80 ? Int128.NegativeOne : Int128.Zero;
        foreach (byte next in bytes) value = (value << 8) | next;
        return value;
    }

    private static string DecimalText(Int128 value, int scale) =>
        scale == 0 ? value.ToString(CultureInfo.InvariantCulture) : $"{value.ToString(CultureInfo.InvariantCulture)}E-{scale}";
}
