namespace FraudMl;

/// <summary>A store of nothing, for a study that ends with its process.</summary>
internal sealed class NoStore : IRecordStore<StudyRecord>
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
