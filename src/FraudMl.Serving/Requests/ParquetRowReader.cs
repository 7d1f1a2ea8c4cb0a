using System.Text;

namespace FraudMl.Serving;

/// <summary>Reads rows of Parquet, column after column.</summary>
internal sealed class ParquetRowReader : BlockReader
{
    private readonly ParquetRows _rows;
    private readonly int _maximumBytes;
    private int _next;

    /// <summary>Finds the columns.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="maximumBytes">How many bytes they may unpack to.</param>
    public ParquetRowReader(ServedModel model, ParquetRows rows, int maximumBytes)
        : base(model, rows.RowCount)
    {
        _rows = rows;
        _maximumBytes = maximumBytes;
        for (int column = 0; column < model.Columns.Count; column++)
        {
            if (rows.Has(model.Columns.NameOf(column))) Seen.Mark(column);
        }

        Seen.RequireAll();
    }

    public static ParquetRows Open(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ParquetRows.Open(body);
        }
        catch (FraudMlException damaged)
        {
            throw Broken(damaged);
        }
    }

    public override void Fill(in RequestBlock block)
    {
        // Not before the number of rows was looked at.
        if (_next == 0) Load();
        for (int column = 0; column < Model.Columns.Count; column++)
        {
            string name = Model.Columns.NameOf(column);
            if (!_rows.Has(name)) continue;
            if (Model.Columns.InputOf(column) is >= 0 and var input && _rows.Fill(block.Session, input, name, _next) is >= 0 and var bad)
                throw ScoringInputException.Cell(Model.Inputs[input], _next + bad + 1);
            if (Model.Columns.CarriedOf(column) is not (>= 0 and var beside)) continue;
            FieldForm form = _rows.IsNumber(name) ? FieldForm.Number : FieldForm.Plain;
            for (int row = 0; row < block.Session.RowCount; row++)
            {
                if (_rows.TextOf(name, _next + row) is { } text && !block.TryCarry(row, beside, Encoding.UTF8.GetBytes(text), form))
                    throw WrongCell(column, _next + row + 1);
            }
        }

        _next += block.Session.RowCount;
    }

    private ScoringInputException WrongCell(int column, int rowNumber) => Model.Columns.KindOf(column) is not ColumnKind.Text and var kind
        ? ScoringInputException.Cell(Model.Columns.NameOf(column), kind, rowNumber)
        : ScoringInputException.CarriedCell(Model.Columns.NameOf(column), rowNumber);

    private void Load()
    {
        string[] names = [.. Enumerable.Range(0, Model.Columns.Count).Select(Model.Columns.NameOf).Where(_rows.Has)];
        try
        {
            if (!_rows.TryLoad(names, _maximumBytes)) throw RequestBuffers.TooLarge(_maximumBytes);
        }
        catch (FraudMlException damaged)
        {
            throw Broken(damaged);
        }
    }

    private static ScoringInputException Broken(FraudMlException damaged) =>
        ScoringInputException.BadRequest($"Failed to parse input as Parquet. {damaged.Message.TrimEnd('.')}.");
}
