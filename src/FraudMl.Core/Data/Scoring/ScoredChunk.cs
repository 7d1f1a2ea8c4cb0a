namespace FraudMl;

/// <summary>The scores of a chunk of rows, or of a row group.</summary>
internal sealed class ScoredChunk(FraudModel model)
{
    private double[] _probabilities = [];
    private bool[] _flags = [];
    private int _rowCount;

    /// <value>What the scores are called where nothing else is.</value>
    public static string Probability => "fraud_probability";

    public static string Decision => "fraud_decision";

    public bool Decides => model.Decision is not null;

    public ReadOnlyMemory<double> Probabilities => _probabilities.AsMemory(0, _rowCount);

    /// <value>Whether each row is flagged; empty where the model does not decide.</value>
    public ReadOnlyMemory<bool> Flags => _flags.AsMemory(0, Decides ? _rowCount : 0);

    /// <value>The rows of all chunks so far.</value>
    public int RowCount { get; private set; }

    /// <value>Those of them that are flagged; null where the model does not decide.</value>
    public int? FlaggedCount { get; private set; } = model.Decision is null ? null : 0;

    /// <summary>Scores the next rows.</summary>
    public void Score(Dataset data)
    {
        _rowCount = data.RowCount;
        if (RowCount > int.MaxValue - _rowCount)
            throw new FraudMlException($"{data.Name} has more than {int.MaxValue} rows. Split it, and score the parts.");
        if (_probabilities.Length < _rowCount) (_probabilities, _flags) = (new double[_rowCount], new bool[Decides ? _rowCount : 0]);
        model.ForEachBlock(data, (session, firstRow) =>
        {
            session.Probabilities.CopyTo(_probabilities.AsSpan(firstRow));
            if (Decides) session.Flags.CopyTo(_flags.AsSpan(firstRow));
        }, RowCount);
        FlaggedCount += Flags.Span.Count(true);
        RowCount += _rowCount;
    }
}
