using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Puts JSON values of a request into a row, by the rules with which the training data was read.</summary>
internal static class CellValues
{
    /// <summary>Sets a cell to the JSON value under the reader; false when it does not fit the column.</summary>
    public static bool TrySet(ScoringSession session, int row, int input, ColumnKind kind, in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return session.TrySetField(row, input, ""u8);
            case JsonTokenType.String when JsonLiterals.IsMissing(reader.ValueSpan):
                return session.TrySetField(row, input, ""u8);
            case JsonTokenType.String:
                // JSON has null for what is missing; an empty text is no number.
                using (var text = new UnescapedText(reader))
                    return (kind == ColumnKind.Text || !text.Utf8.IsEmpty) && session.TrySetField(row, input, text.Utf8, isQuoted: true);
            case JsonTokenType.Number:
                return TrySetNumber(session, row, input, kind, reader);
            case JsonTokenType.True or JsonTokenType.False:
                return session.TrySetTruth(row, input, reader.TokenType == JsonTokenType.True);
            default:
                return false;
        }
    }

    // A number of JSON is written with a dot, however the numbers of the training data were.
    private static bool TrySetNumber(ScoringSession session, int row, int input, ColumnKind kind, in Utf8JsonReader reader)
    {
        switch (kind)
        {
            case ColumnKind.Number:
                if (!float.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) || !float.IsFinite(number)) return false;
                if (session.Model.Inputs[input].Origin != 0 && double.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double exact))
                    session.SetNumber(row, input, exact);
                else session.SetNumber(row, input, number);
                return true;
            case ColumnKind.Text:
                session.SetText(row, input, reader.ValueSpan);
                return true;
            default:
                return TrySetTime(session, row, input, reader);
        }
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
