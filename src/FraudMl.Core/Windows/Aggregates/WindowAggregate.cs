namespace FraudMl;

/// <summary>What the rows inside a window add up to; nothing shows of the order in which they came in.</summary>
internal abstract class WindowAggregate
{
    /// <summary>Takes the next newer row in.</summary>
    public abstract void Enter(EntityHistory history, long row);

    /// <summary>Takes older rows in, from the one before those that are inside back to another.</summary>
    public virtual void EnterOlder(EntityHistory history, long end, long first)
    {
        for (long row = end - 1; row >= first; row--) Enter(history, row);
    }

    /// <summary>Takes the oldest row out.</summary>
    public abstract void Leave(EntityHistory history, long row);

    /// <summary>Forgets all rows.</summary>
    public abstract void Clear();

    /// <summary>Returns a feature at a row.</summary>
    public abstract double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows);

    /// <summary>Returns a feature that the place of the window alone tells.</summary>
    public static double ValueOfRows(WindowFunction function, EntityHistory history, long row, in WindowRows rows)
    {
        if (function == WindowFunction.Count) return rows.Count;
        long previous = Math.Min(rows.High, row) - 1;
        return previous < rows.Low ? double.NaN : (history.Time(row) - history.Time(previous)) / 1e6;
    }
}
