using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads rows out of a JSON document that a <see cref="JsonScan"/> has passed.</summary>
internal abstract class JsonRowReader(ServedModel model, ReadOnlyMemory<byte> json, int rowCount) : RowReader(model, rowCount)
{
    protected ReadOnlySpan<byte> Json => json.Span;

    public static RowReader Of(ServedModel model, ReadOnlyMemory<byte> json, in JsonLayout layout) => layout.Form switch
    {
        JsonForm.Split => new SplitRowReader(model, json, layout),
        JsonForm.Records => new RecordRowReader(model, json, layout),
        _ => new ColumnRowReader(model, json, layout),
    };

    /// <summary>Returns the input that a property name or text names, or a negative number.</summary>
    protected int InputOf(in Utf8JsonReader reader)
    {
        using var name = new UnescapedText(reader);
        return Model.InputNames.CodeOf(name.Utf8);
    }

    protected void SetCell(ScoringSession session, int row, int input, in Utf8JsonReader reader)
    {
        SchemaColumn column = Model.Inputs[input];
        if (!CellValues.TrySet(session, row, input, column.Kind, reader)) throw ScoringInputException.Cell(column, RowNumber);
    }
}
