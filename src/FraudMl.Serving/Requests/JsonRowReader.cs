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

    /// <summary>Takes a property name or text, and returns the column that it names, or a negative number.</summary>
    protected int TakeColumn(ref ValidJson json)
    {
        using var name = new UnescapedText(json.Take());
        return Model.Columns.Names.CodeOf(name.Utf8);
    }

    protected void TakeCell(in RequestBlock block, int row, int column, ref ValidJson json)
    {
        if (Model.Columns.NumberOf(column) is >= 0 and var input && json.TryTake(out float number))
            block.Session.SetNumber(row, input, number);
        else if (!block.TrySet(row, column, json.Take())) throw WrongCell(column);
    }
}

internal sealed class SplitRowReader : JsonRowReader
{
    private readonly int[] _columns;
    private int _next;

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
        var json = new ValidJson(Json, _next);
        if (json.Next() != '[') throw Shape();
        json.PassBracket();
        foreach (int column in _columns)
        {
            if (json.Next() == ']') throw Shape();
            if (column >= 0) TakeCell(block, row, column, ref json);
            else json.Skip();
        }

        if (json.Next() != ']') throw Shape();
        json.PassBracket();
        _next = json.At;
    }

    private int[] ColumnsOf(int names)
    {
        var columns = new List<int>(Model.Columns.Count);
        var json = new ValidJson(Json, names);
        while (json.Next() is not (byte)']' and var first)
        {
            int column = TextDictionary.Unknown;
            if (first == '"') column = TakeColumn(ref json);
            else json.Skip();
            if (column >= 0 && !Seen.Mark(column))
                throw ScoringInputException.BadRequest($"Invalid input. Provided dataframe_split field is not a valid dataframe "
                    + $"representation in 'split' format. Column '{Model.Columns.NameOf(column)}' stands in 'columns' twice.");
            columns.Add(column);
        }

        return [.. columns];
    }

    private ScoringInputException Shape() => ScoringInputException.BadRequest(
        $"Invalid input. Provided dataframe_split field is not a valid dataframe representation in 'split' format. Each row of 'data' "
        + $"must be a list with a value for each of the {_columns.Length} columns. Row {RowNumber} is not.");
}

/// <summary>Reads rows that are objects. A column that only some rows have is missing in the others, as in a data frame.</summary>
internal abstract class ObjectRowReader(ServedModel model, ReadOnlyMemory<byte> json, int rowCount) : JsonRowReader(model, json, rowCount)
{
    protected void FillObject(ref ValidJson json, in RequestBlock block, int row)
    {
        json.PassBracket();
        for (int place = 0; json.Next() != '}'; place++)
        {
            int column = TakeColumn(ref json, place);
            if (column >= 0)
            {
                TakeCell(block, row, column, ref json);
                Seen.Mark(column);
            }
            else
            {
                json.Skip();
            }
        }

        json.PassBracket();
    }

    private int TakeColumn(ref ValidJson json, int place)
    {
        if (Model.Columns.LikelyAt(place, json.Rest, out int column) is > 0 and var length)
        {
            json.Pass(length);
            return column;
        }

        column = TakeColumn(ref json);
        Model.Columns.Expect(place, column);
        return column;
    }
}

internal sealed class RecordRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
    : ObjectRowReader(model, json, layout.RowCount)
{
    private int _next = layout.Rows;

    protected override void FillRow(in RequestBlock block, int row)
    {
        var json = new ValidJson(Json, _next);
        FillObject(ref json, block, row);
        _next = json.At;
    }
}

/// <summary>Reads an object of columns: each column goes on where the last row left it.</summary>
internal sealed class ColumnRowReader : JsonRowReader
{
    private readonly int[] _next;
    private readonly List<int> _present = [];

    public ColumnRowReader(ServedModel model, ReadOnlyMemory<byte> json, JsonLayout layout)
        : base(model, json, layout.RowCount)
    {
        _next = new int[model.Columns.Count];
        var columns = new ValidJson(json.Span, layout.Rows);
        while (columns.Next() != '}')
        {
            int column = TakeColumn(ref columns);
            bool isList = columns.Next() == '[';
            if (column >= 0)
            {
                _next[column] = isList ? columns.At + 1 : columns.At;
                if (Seen.Mark(column)) _present.Add(column);
            }

            columns.Skip();
        }

        Seen.RequireAll();
    }

    protected override void FillRow(in RequestBlock block, int row)
    {
        foreach (int column in _present)
        {
            var json = new ValidJson(Json, _next[column]);
            TakeCell(block, row, column, ref json);
            _next[column] = json.At;
        }
    }
}
