namespace FraudMl.Serving;

/// <summary>Reads the rows of a request straight into the model's workspace, block after block.</summary>
internal abstract class BlockReader(ServedModel model, int rowCount)
{
    public int RowCount { get; } = rowCount;

    protected ServedModel Model { get; } = model;

    protected ColumnsSeen Seen { get; } = new(model.Columns);

    /// <summary>Fills a block with the next rows.</summary>
    public abstract void Fill(in RequestBlock block);

    /// <summary>Throws when a column that the model needs was in no row.</summary>
    public void Finish() => Seen.RequireAll();

    /// <summary>Says that a cell is not what its column takes.</summary>
    protected ScoringInputException WrongCell(int column, long rowNumber) => Model.Columns.InputOf(column) is >= 0 and var input
        ? ScoringInputException.Cell(Model.Inputs[input], rowNumber)
        : Model.Columns.KindOf(column) is not ColumnKind.Text and var kind
        ? ScoringInputException.Cell(Model.Columns.NameOf(column), kind, rowNumber)
        : ScoringInputException.CarriedCell(Model.Columns.NameOf(column), rowNumber);
}

/// <summary>Reads a request row after row.</summary>
internal abstract class RowReader(ServedModel model, int rowCount) : BlockReader(model, rowCount)
{
    /// <summary>The row that comes next, from 1, for messages.</summary>
    protected long RowNumber { get; set; } = 1;

    public override void Fill(in RequestBlock block)
    {
        for (int row = 0; row < block.Session.RowCount; row++, RowNumber++) FillRow(block, row);
    }

    protected abstract void FillRow(in RequestBlock block, int row);

    /// <summary>Says that a cell is not what its column takes.</summary>
    protected ScoringInputException WrongCell(int column) => WrongCell(column, RowNumber);
}

/// <summary>Which columns of the model a request has.</summary>
internal sealed class ColumnsSeen(RequestColumns columns)
{
    private readonly bool[] _seen = new bool[columns.Count];

    /// <summary>Marks a column; false when it was marked before.</summary>
    public bool Mark(int column)
    {
        bool first = !_seen[column];
        _seen[column] = true;
        return first;
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => Array.Clear(_seen);

    public void RequireAll()
    {
        if (!_seen.Contains(false)) return;
        string[] missing = [.. Enumerable.Range(0, columns.Count).Where(column => !_seen[column] && columns.IsRequired(column))
            .Select(column => $"'{columns.NameOf(column)}'")];
        if (missing.Length == 0) return;
        throw ScoringInputException.WrongSchema(
            $"Failed to enforce the model's schema. Model is missing inputs [{string.Join(", ", missing)}].");
    }
}
