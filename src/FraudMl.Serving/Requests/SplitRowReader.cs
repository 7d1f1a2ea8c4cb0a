using System.Text.Json;

namespace FraudMl.Serving;

internal sealed class SplitRowReader : JsonRowReader
{
    private readonly int[] _inputs;
    private JsonCursor _next;

    public SplitRowReader(ServedModel model, ReadOnlyMemory<byte> json, in JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = layout.Rows;
        if (layout.ColumnNames is null) Seen.RequireAll();
        _inputs = layout.ColumnNames is { } names ? InputsOf(names) : [];
    }

    protected override void FillRow(ScoringSession session, int row)
    {
        Utf8JsonReader reader = _next.Open(Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw Shape();
        foreach (int input in _inputs)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndArray) throw Shape();
            if (input >= 0) SetCell(session, row, input, reader);
            else reader.Skip();
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) throw Shape();
        _next = _next.At(reader);
    }

    private int[] InputsOf(JsonCursor names)
    {
        var inputs = new List<int>(Model.Inputs.Count);
        Utf8JsonReader reader = names.Open(Json);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int input = reader.TokenType == JsonTokenType.String ? InputOf(reader) : TextDictionary.Unknown;
            if (input >= 0 && !Seen.Mark(input))
                throw ScoringInputException.BadRequest($"Invalid input. Provided dataframe_split field is not a valid dataframe representation in 'split' format. Column '{Model.Inputs[input].Name}' stands in 'columns' twice.");
            reader.Skip();
            inputs.Add(input);
        }

        return [.. inputs];
    }

    private ScoringInputException Shape() => ScoringInputException.BadRequest(
        $"Invalid input. Provided dataframe_split field is not a valid dataframe representation in 'split' format. Each row of 'data' must be a list with a value for each of the {_inputs.Length} columns. Row {RowNumber} is not.");
}
