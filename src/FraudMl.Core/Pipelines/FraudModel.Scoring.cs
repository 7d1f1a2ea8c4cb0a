namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly SessionPool _sessions;

    /// <summary>Opens a session for a few rows; dispose it to give its buffers back. Filling and scoring it allocates
    /// nothing once it is warm.</summary>
    /// <param name="rowCount">The number of rows, at least 1; all inputs of all rows begin as missing.</param>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when there are no rows.</exception>
    public ScoringSession OpenSession(int rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        return _sessions.Open(rowCount);
    }

    internal void Give(SessionBuffers buffers) => _sessions.Give(buffers);

    /// <summary>Scores a dataset block after block in one session.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="use">Gets the scored session and its first row.</param>
    /// <param name="rowsBefore">How many rows were scored before these, for messages.</param>
    internal void ForEachBlock(Dataset data, Action<ScoringSession, int> use, int rowsBefore = 0)
    {
        using ScoringSession session = OpenSession(Math.Clamp(data.RowCount, 1, FittedFeatures.BlockRowCount));
        Parts.Features.Load(data, session.Buffers.Block, firstRow =>
        {
            session.Buffers.FirstRow = rowsBefore + firstRow;
            session.Score();
            use(session, firstRow);
        }, Windows);
    }
}
