namespace FraudMl;

/// <summary>
/// The events of one entity, and once there are many, its windows over them; whoever uses it holds its lock. A store holds one for each
/// card, so it is kept small.
/// </summary>
internal sealed class EntityState(EntityGroup group, string key, int firstLength) : EntityHistory(group.Layout)
{
    private WindowTracker? _windows;

    /// <value>Whether it was forgotten while somebody waited for its lock.</value>
    public bool IsGone { get; set; }

    public ReadOnlySpan<char> FirstText => key.AsSpan(0, firstLength);

    /// <value>The second text of a pair; empty where it is none.</value>
    public ReadOnlySpan<char> SecondText => key.AsSpan(firstLength);

    /// <summary>Records an event, unless it is there, and computes its features; returns whether it was new.</summary>
    public bool Observe(in VelocityEvent transaction, ulong id, long horizon, Span<double> features)
    {
        long row = transaction.Timestamp > LastTime ? -1 : Find(transaction.Timestamp, id);
        bool isNew = row < 0;
        if (transaction.Timestamp < LastTime || !isNew) Restart();
        if (isNew) row = Insert(transaction, id);
        Compute(row, features);

        // No window that an accepted event can ask for reaches back to here; all of them stand at this row, after it.
        RemoveBefore(horizon);
        return isNew;
    }

    public bool Report(long time, ulong id, bool isFraud)
    {
        long row = Find(time, id);
        if (row < 0) return false;
        Restart();
        SetFraud(row, isFraud);
        return true;
    }

    /// <summary>Sets the labels of the events that are named; ids count by the bits that are kept.</summary>
    public void Label(IReadOnlyDictionary<ulong, bool> labels)
    {
        bool isRestarted = false;
        for (long row = First; row < Next; row++)
        {
            if (!labels.TryGetValue(Id(row), out bool isFraud)) continue;
            if (!isRestarted) Restart();
            isRestarted = true;
            SetFraud(row, isFraud);
        }
    }

    private void Compute(long row, Span<double> features)
    {
        if (_windows is null && Count > group.Plan.MostToWalk)
        {
            _windows = new WindowTracker(group.Plan);
            Restart();
        }

        if (_windows is null) group.Walk(this, row, features);
        else _windows.Compute(this, row, features);
    }

    private long Insert(in VelocityEvent transaction, ulong id)
    {
        long row = Insert(transaction.Timestamp, id, transaction.IsFraud);

        // As a dataset's column holds it: the windows add up what they added up in training.
        for (int i = 0; i < group.Numbers.Length; i++) SetNumber(i, row, NumberText.Round(transaction.Numbers[group.Numbers[i]]));
        for (int i = 0; i < group.Texts.Length; i++)
        {
            SetText(i, row, transaction.Texts[group.Texts[i]] is { } text && !string.IsNullOrWhiteSpace(text) ? TextHash.Of(text)
                : TextHash.Missing);
        }

        return row;
    }

    // The windows go on from the oldest event; sums are exact, so nothing shows of the way they took.
    private void Restart() => _windows?.Restart(First);
}
