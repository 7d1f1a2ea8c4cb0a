using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Puts values of a request into a row, cast to the kind of the column as MLflow casts them.</summary>
internal static class CellValues
{
    private const long EpochTicks = 621_355_968_000_000_000;

    /// <summary>Sets a cell to the JSON value under the reader; false when it does not fit the column.</summary>
    public static bool TrySet(ScoringSession session, int row, int input, ColumnKind kind, in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                SetMissing(session, row, input, kind);
                return true;
            case JsonTokenType.String when JsonLiterals.IsMissing(reader.ValueSpan):
                SetMissing(session, row, input, kind);
                return true;
            case JsonTokenType.String:
                using (var text = new UnescapedText(reader)) return TrySet(session, row, input, kind, text.Utf8);
            case JsonTokenType.Number:
                return kind == ColumnKind.Timestamp ? TrySetTime(session, row, input, reader) : TrySet(session, row, input, kind, reader.ValueSpan);
            case JsonTokenType.True or JsonTokenType.False when kind == ColumnKind.Number:
                session.SetNumber(row, input, reader.TokenType == JsonTokenType.True ? 1 : 0);
                return true;
            case JsonTokenType.True or JsonTokenType.False when kind == ColumnKind.Text:
                session.SetText(row, input, reader.ValueSpan);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sets a cell to a text; false when it does not fit the column.</summary>
    public static bool TrySet(ScoringSession session, int row, int input, ColumnKind kind, ReadOnlySpan<byte> utf8)
    {
        switch (kind)
        {
            case ColumnKind.Number:
                if (!float.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) || float.IsInfinity(number)) return false;
                if (session.Model.Inputs[input].Origin != 0 && double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out double exact))
                    session.SetNumber(row, input, exact);
                else session.SetNumber(row, input, number);
                return true;
            case ColumnKind.Text:
                session.SetText(row, input, utf8);
                return true;
            default:
                if (!TryParseTime(utf8, out long microseconds)) return false;
                session.SetTimestamp(row, input, microseconds);
                return true;
        }
    }

    public static void SetMissing(ScoringSession session, int row, int input, ColumnKind kind)
    {
        if (kind == ColumnKind.Number) session.SetNumber(row, input, float.NaN);
        else if (kind == ColumnKind.Text) session.SetText(row, input, ""u8);
        else session.SetTimestamp(row, input, TimestampColumn.Missing);
    }

    // A fraction of a microsecond is cut off, as a cast to an integer column does.
    private static bool TrySetTime(ScoringSession session, int row, int input, in Utf8JsonReader reader)
    {
        if (!reader.TryGetInt64(out long microseconds))
        {
            if (!reader.TryGetDouble(out double value) || !(Math.Abs(value) < long.MaxValue)) return false;
            microseconds = (long)value;
        }

        session.SetTimestamp(row, input, microseconds);
        return true;
    }

    private static bool TryParseTime(ReadOnlySpan<byte> utf8, out long microseconds)
    {
        if (Utf8Parser.TryParse(utf8, out microseconds, out int consumed) && consumed == utf8.Length) return true;

        // Only year-first forms: others mean different days in different countries.
        Span<char> chars = stackalloc char[40];
        if (utf8.Length is < 10 or > 40 || utf8[4] != (byte)'-' || !Ascii.IsValid(utf8)) return false;
        int length = Encoding.ASCII.GetChars(utf8, chars);
        if (!DateTime.TryParse(chars[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)) return false;
        microseconds = (time.Ticks - EpochTicks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }
}

/// <summary>The bytes of a JSON text or property name, copied only when it has escapes.</summary>
internal readonly ref struct UnescapedText : IDisposable
{
    private readonly byte[]? _rented;

    public UnescapedText(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            Utf8 = reader.ValueSpan;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            Utf8 = _rented.AsSpan(0, reader.CopyString(_rented));
        }
        catch (InvalidOperationException)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            throw ScoringInputException.BadRequest("Invalid input. Ensure that input is a valid JSON formatted string. A text has half of a surrogate pair.");
        }
    }

    public ReadOnlySpan<byte> Utf8 { get; }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
