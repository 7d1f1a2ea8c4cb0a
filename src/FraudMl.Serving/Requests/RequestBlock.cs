using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Where the cells of a block of rows go: into the model's session, among the carried values, or both.</summary>
internal readonly struct RequestBlock(RequestColumns columns, ScoringSession session, CarriedValues carried)
{
    public ScoringSession Session => session;

    public CarriedValues Carried => carried;

    /// <summary>Sets a cell to a field of text, by the reading rules of the model; false when it does not fit the column.</summary>
    public bool TrySetField(int row, int column, ReadOnlySpan<byte> utf8, bool isQuoted)
    {
        if (columns.CarriedOf(column) is >= 0 and var beside && (isQuoted || !utf8.IsEmpty)
            && !TryCarry(row, beside, utf8, isQuoted ? FieldForm.Quoted : FieldForm.Plain)) return false;
        return columns.InputOf(column) is not (>= 0 and var input) || session.TrySetField(row, input, utf8, isQuoted);
    }

    /// <summary>Sets a cell to the JSON value under the reader; false when it does not fit the column.</summary>
    public bool TrySet(int row, int column, in Utf8JsonReader reader) => TrySet(row, column, new JsonCell(reader));

    /// <summary>Sets a cell to a JSON value; false when it does not fit the column.</summary>
    public bool TrySet(int row, int column, in JsonCell cell)
    {
        if (columns.CarriedOf(column) is >= 0 and var beside && !TryCarry(row, beside, cell)) return false;
        return columns.InputOf(column) is not (>= 0 and var input)
            || CellValues.TrySet(session, row, input, columns.Inputs[input].Kind, cell);
    }

    /// <summary>Sets a carried value alone; false when it does not fit the column.</summary>
    public bool TryCarry(int row, int beside, ReadOnlySpan<byte> utf8, FieldForm form)
    {
        if (utf8.Length > CarriedValues.LongestValue) return false;
        carried.Set(row, beside, utf8, form);
        return columns.Fits(beside, utf8, form);
    }

    private bool TryCarry(int row, int beside, in JsonCell cell)
    {
        switch (cell.Kind)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String when JsonLiterals.IsMissing(cell.Value):
                return true;
            case JsonTokenType.String:
                using (var text = new UnescapedText(cell))
                    return TryCarry(row, beside, text.Utf8, FieldForm.Plain);
            case JsonTokenType.Number:
                return TryCarry(row, beside, cell.Value, FieldForm.Number);
            case JsonTokenType.True or JsonTokenType.False:
                return TryCarry(row, beside, cell.Value, FieldForm.Plain);
            default:
                return false;
        }
    }
}
