namespace FraudMl.Serving;

/// <summary>Reads the rows of a request straight into the model's workspace, block after block.</summary>
internal abstract class RowReader(ServedModel model, int rowCount)
{
    public int RowCount { get; } = rowCount;

    protected ServedModel Model { get; } = model;

    protected InputsSeen Seen { get; } = new(model);

    /// <summary>The row that comes next, from 1, for messages.</summary>
    protected int RowNumber { get; private set; } = 1;

    /// <summary>Fills a block with the next rows.</summary>
    public void Fill(ScoringSession session)
    {
        for (int row = 0; row < session.RowCount; row++, RowNumber++) FillRow(session, row);
    }

    /// <summary>Throws when an input of the model was in no row.</summary>
    public void Finish() => Seen.RequireAll();

    protected abstract void FillRow(ScoringSession session, int row);
}
