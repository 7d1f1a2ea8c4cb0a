using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Puts JSON values of a request into a row, by the rules with which the training data was read.</summary>
internal static class CellValues
{
    /// <summary>Sets a cell to a JSON value; false when it does not fit the column.</summary>
    public static bool TrySet(ScoringSession session, int row, int input, ColumnKind kind, in JsonCell cell)
    {
        switch (cell.Kind)
        {
            case JsonTokenType.Null:
                return session.TrySetField(row, input, ""u8);
            case JsonTokenType.String when JsonLiterals.IsMissing(cell.Value):
                return session.TrySetField(row, input, ""u8);
            case JsonTokenType.String:
                // JSON has null for what is missing; an empty text is no number.
                using (var text = new UnescapedText(cell))
                    return (kind == ColumnKind.Text || !text.Utf8.IsEmpty) && session.TrySetField(row, input, text.Utf8, isQuoted: true);
            case JsonTokenType.Number:
                return TrySetNumber(session, row, input, kind, cell);
            case JsonTokenType.True or JsonTokenType.False:
                return session.TrySetTruth(row, input, cell.Kind == JsonTokenType.True);
            default:
                return false;
        }
    }

    // A number of JSON is written with a dot, however the numbers of the training data were.
    private static bool TrySetNumber(ScoringSession session, int row, int input, ColumnKind kind, in JsonCell cell)
    {
        switch (kind)
        {
            case ColumnKind.Number:
                if (!float.TryParse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
                    || !float.IsFinite(number)) return false;
                if (session.Model.Inputs[input].Origin != 0
                    && double.TryParse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double exact))
                    session.SetNumber(row, input, exact);
                else session.SetNumber(row, input, number);
                return true;
            case ColumnKind.Text:
                session.SetText(row, input, cell.Value);
                return true;
            default:
                return TrySetTime(session, row, input, cell);
        }
    }

    // A fraction of a microsecond is cut off, as a cast to an integer column does.
    private static bool TrySetTime(ScoringSession session, int row, int input, in JsonCell cell)
    {
        if (!Utf8Parser.TryParse(cell.Value, out long microseconds, out int length) || length != cell.Value.Length)
        {
            if (!double.TryParse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(Math.Abs(value) < long.MaxValue)) return false;
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

    public UnescapedText(scoped in JsonCell cell)
    {
        if (!cell.IsEscaped)
        {
            Utf8 = cell.Value;
            return;
        }

        var reader = new Utf8JsonReader([(byte)'"', .. cell.Value, (byte)'"']);
        reader.Read();
        _rented = ArrayPool<byte>.Shared.Rent(cell.Value.Length);
        try
        {
            Utf8 = _rented.AsSpan(0, reader.CopyString(_rented));
        }
        catch (InvalidOperationException)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            throw ScoringInputException.BadRequest(
                "Invalid input. Ensure that input is a valid JSON formatted string. A text has half of a surrogate pair.");
        }
    }

    public ReadOnlySpan<byte> Utf8 { get; }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
