namespace FraudMl;

/// <summary>The events of one entity and its windows over them; whoever uses it holds its lock.</summary>
internal sealed class EntityState(EntityWindows windows)
{
    private readonly WindowState[] _states = WindowState.Of(windows);

    /// <summary>Whether it was forgotten while somebody waited for its lock.</summary>
    public bool IsGone { get; set; }

    public EntityHistory History { get; } = new(windows.NumberColumns.Count, windows.TextColumns.Count);

    /// <summary>Records an event, unless it is there, and computes its features; returns whether it was new.</summary>
    public bool Observe(in VelocityEvent transaction, ulong id, EntityGroup group, long horizon, Span<double> features)
    {
        long row = transaction.Timestamp > History.LastTime ? -1 : History.Find(transaction.Timestamp, id);
        bool isNew = row < 0;
        if (transaction.Timestamp < History.LastTime || !isNew) Rewind();
        if (isNew) row = Insert(transaction, id, group);
        for (int i = 0; i < _states.Length; i++) features[i] = _states[i].At(History, row);

        // No window that an accepted event can ask for reaches back to here; all of them stand at this row, after it.
        History.RemoveBefore(horizon);
        return isNew;
    }

    public bool Report(long time, ulong id, bool isFraud)
    {
        long row = History.Find(time, id);
        if (row < 0) return false;
        Rewind();
        History.Fraud(row) = isFraud;
        return true;
    }

    private long Insert(in VelocityEvent transaction, ulong id, EntityGroup group)
    {
        long row = History.Insert(transaction.Timestamp, id, transaction.IsFraud);

        // As a dataset's column holds it: the windows add up what they added up in training.
        for (int i = 0; i < group.Numbers.Length; i++) History.Number(i, row) = NumberText.Round(transaction.Numbers[group.Numbers[i]]);
        for (int i = 0; i < group.Texts.Length; i++)
            History.Text(i, row) = transaction.Texts[group.Texts[i]] is { } text && !string.IsNullOrWhiteSpace(text) ? TextHash.Of(text) : TextHash.Missing;
        return row;
    }

    // The windows go on from the oldest event; sums are exact, so nothing shows of the way they took.
    private void Rewind()
    {
        foreach (WindowState state in _states) state.Rewind(History, History.First);
    }
}
