namespace FraudMl;

/// <summary>How far a window reaches: its length and delay in microseconds, and whether the row itself is inside.</summary>
internal readonly record struct WindowReach(long Window, long Delay, bool IncludesCurrent)
{
    /// <summary>Returns the last time inside: [t−w, t) and (t−w, t] are one closed interval of microseconds.</summary>
    public long Latest(EntityHistory history, long row) => history.Time(row) - Delay - (IncludesCurrent ? 0 : 1);

    /// <summary>Returns the first row, in the order of arrival, that can't be inside.</summary>
    public long End(long row) => IncludesCurrent && Delay == 0 ? row + 1 : row;

    /// <summary>Finds the rows of the window at a row.</summary>
    public WindowRows RowsAt(EntityHistory history, long row)
    {
        long latest = Latest(history, row);
        long high = Delay == 0 ? End(row) : Math.Min(End(row), history.FirstAfter(latest));
        return new WindowRows(Math.Min(high, history.FirstAfter(latest - Window)), high);
    }
}
