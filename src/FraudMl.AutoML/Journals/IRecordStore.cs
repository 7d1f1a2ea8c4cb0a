namespace FraudMl;

/// <summary>Where records are kept, in one order for all who take part.</summary>
/// <typeparam name="T">The records.</typeparam>
internal interface IRecordStore<T> : IDisposable
{
    /// <value>Whether it outlives the process.</value>
    bool IsDurable { get; }

    /// <summary>Takes a turn, while nobody else does: gives the records that others appended since the last one, then appends those that
    /// are returned, all or none.</summary>
    void Exchange(Func<IReadOnlyList<T>, IReadOnlyList<T>> turn);

    /// <summary>Makes what was appended survive a failure of power.</summary>
    void Flush();
}
