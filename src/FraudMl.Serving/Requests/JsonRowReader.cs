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
        if (layout.IsBare) Seen.RequireAll();
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
        var inputs = new List<int>(Model.Inputs.Length);
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

/// <summary>Reads an object of columns: each column goes on where the last row left it.</summary>
internal sealed class ColumnRowReader : JsonRowReader
{
    private readonly JsonCursor[] _next;

    public ColumnRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = new JsonCursor[model.Inputs.Length];
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
