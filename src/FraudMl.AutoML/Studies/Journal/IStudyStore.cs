namespace FraudMl;

/// <summary>Where the records of a study are kept, in one order for all who take part.</summary>
internal interface IStudyStore : IDisposable
{
    /// <value>Whether it outlives the process.</value>
    bool IsDurable { get; }

    /// <summary>Takes a turn, while nobody else does: gives the records that others appended since the last one, then appends those that
    /// are returned, all or none.</summary>
    void Exchange(Func<IReadOnlyList<StudyRecord>, IReadOnlyList<StudyRecord>> turn);

    /// <summary>Makes what was appended survive a failure of power.</summary>
    void Flush();
}

/// <summary>A store of nothing, for a study that ends with its process.</summary>
internal sealed class NoStore : IStudyStore
{
    public bool IsDurable => false;

    public void Exchange(Func<IReadOnlyList<StudyRecord>, IReadOnlyList<StudyRecord>> turn) => turn([]);

    public void Flush()
    {
    }

    public void Dispose()
    {
    }
}
