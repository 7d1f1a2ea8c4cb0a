using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads an array of objects. A column that only some rows have is missing in the others, as in a data frame.</summary>
internal sealed class RecordRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
    : JsonRowReader(model, json, layout.RowCount)
{
    private JsonCursor _next = layout.Rows;

    protected override void FillRow(ScoringSession session, int row)
    {
        Utf8JsonReader reader = _next.Open(Json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int input = InputOf(reader);
            reader.Read();
            if (input >= 0)
            {
                SetCell(session, row, input, reader);
                Seen.Mark(input);
            }
            else
            {
                reader.Skip();
            }
        }

        _next = _next.At(reader);
    }
}
