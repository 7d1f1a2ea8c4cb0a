using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads an object of columns: each column goes on where the last row left it.</summary>
internal sealed class ColumnRowReader : JsonRowReader
{
    private readonly JsonCursor[] _next;

    public ColumnRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = new JsonCursor[model.Inputs.Count];
        Utf8JsonReader reader = layout.Rows.Open(Json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int input = InputOf(reader);
            JsonCursor value = layout.Rows.At(reader);
            reader.Read();
            if (input >= 0)
            {
                _next[input] = reader.TokenType == JsonTokenType.StartArray ? layout.Rows.At(reader) : value;
                Seen.Mark(input);
            }

            reader.Skip();
        }

        Seen.RequireAll();
    }

    protected override void FillRow(ScoringSession session, int row)
    {
        for (int input = 0; input < _next.Length; input++)
        {
            Utf8JsonReader reader = _next[input].Open(Json);
            reader.Read();
            SetCell(session, row, input, reader);
            _next[input] = _next[input].At(reader);
        }
    }
}
