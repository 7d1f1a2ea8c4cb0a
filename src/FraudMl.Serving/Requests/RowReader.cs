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

/// <summary>Which inputs of the model a request has.</summary>
internal sealed class InputsSeen(ServedModel model)
{
    private readonly bool[] _seen = new bool[model.Inputs.Length];

    /// <summary>Marks an input; false when it was marked before.</summary>
    public bool Mark(int input)
    {
        bool first = !_seen[input];
        _seen[input] = true;
        return first;
    }

    public void RequireAll()
    {
        if (!_seen.Contains(false)) return;
        IEnumerable<string> missing = model.Inputs.Where((_, input) => !_seen[input]).Select(column => $"'{column.Name}'");
        throw ScoringInputException.WrongSchema(
            $"Failed to enforce the model's schema. Model is missing inputs [{string.Join(", ", missing)}].");
    }
}
