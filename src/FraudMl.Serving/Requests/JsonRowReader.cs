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

    /// <summary>Returns the column that a property name or text names, or a negative number.</summary>
    protected int ColumnOf(in Utf8JsonReader reader)
    {
        using var name = new UnescapedText(reader);
        return Model.Columns.Names.CodeOf(name.Utf8);
    }

    /// <summary>Reads the properties of an object up to its end.</summary>
    protected void FillObject(ref Utf8JsonReader reader, in RequestBlock block, int row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = ColumnOf(reader);
            reader.Read();
            if (column >= 0)
            {
                SetCell(block, row, column, reader);
                Seen.Mark(column);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    protected void SetCell(in RequestBlock block, int row, int column, in Utf8JsonReader reader)
    {
        if (!block.TrySet(row, column, reader)) throw WrongCell(column);
    }
}

internal sealed class SplitRowReader : JsonRowReader
{
    private readonly int[] _columns;
    private JsonCursor _next;

    public SplitRowReader(ServedModel model, ReadOnlyMemory<byte> json, in JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = layout.Rows;
        if (layout.ColumnNames is null) Seen.RequireAll();
        _columns = layout.ColumnNames is { } names ? ColumnsOf(names) : [];
        if (layout.IsBare) Seen.RequireAll();
    }

    protected override void FillRow(in RequestBlock block, int row)
    {
        Utf8JsonReader reader = _next.Open(Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw Shape();
        foreach (int column in _columns)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndArray) throw Shape();
            if (column >= 0) SetCell(block, row, column, reader);
            else reader.Skip();
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) throw Shape();
        _next = _next.At(reader);
    }

    private int[] ColumnsOf(JsonCursor names)
    {
        var columns = new List<int>(Model.Columns.Count);
        Utf8JsonReader reader = names.Open(Json);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int column = reader.TokenType == JsonTokenType.String ? ColumnOf(reader) : TextDictionary.Unknown;
            if (column >= 0 && !Seen.Mark(column))
                throw ScoringInputException.BadRequest($"Invalid input. Provided dataframe_split field is not a valid dataframe "
                    + $"representation in 'split' format. Column '{Model.Columns.NameOf(column)}' stands in 'columns' twice.");
            reader.Skip();
            columns.Add(column);
        }

        return [.. columns];
    }

    private ScoringInputException Shape() => ScoringInputException.BadRequest(
        $"Invalid input. Provided dataframe_split field is not a valid dataframe representation in 'split' format. Each row of 'data' "
        + $"must be a list with a value for each of the {_columns.Length} columns. Row {RowNumber} is not.");
}

/// <summary>Reads an array of objects. A column that only some rows have is missing in the others, as in a data frame.</summary>
internal sealed class RecordRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
    : JsonRowReader(model, json, layout.RowCount)
{
    private JsonCursor _next = layout.Rows;

    protected override void FillRow(in RequestBlock block, int row)
    {
        Utf8JsonReader reader = _next.Open(Json);
        reader.Read();
        FillObject(ref reader, block, row);
        _next = _next.At(reader);
    }
}

/// <summary>Reads an object of columns: each column goes on where the last row left it.</summary>
internal sealed class ColumnRowReader : JsonRowReader
{
    private readonly JsonCursor[] _next;
    private readonly List<int> _present = [];

    public ColumnRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = new JsonCursor[model.Columns.Count];
        Utf8JsonReader reader = layout.Rows.Open(Json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = ColumnOf(reader);
            JsonCursor value = layout.Rows.At(reader);
            reader.Read();
            if (column >= 0)
            {
                _next[column] = reader.TokenType == JsonTokenType.StartArray ? layout.Rows.At(reader) : value;
                if (Seen.Mark(column)) _present.Add(column);
            }

            reader.Skip();
        }

        Seen.RequireAll();
    }

    protected override void FillRow(in RequestBlock block, int row)
    {
        foreach (int column in _present)
        {
            Utf8JsonReader reader = _next[column].Open(Json);
            reader.Read();
            SetCell(block, row, column, reader);
            _next[column] = _next[column].At(reader);
        }
    }
}
