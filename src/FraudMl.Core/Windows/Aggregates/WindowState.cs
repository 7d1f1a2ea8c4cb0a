using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>One feature of one entity: which rows are inside its window, and what they add up to.</summary>
internal abstract class WindowState(WindowFeature feature, bool includesCurrent)
{
    private readonly long _window = feature.WindowMicroseconds;
    private readonly long _delay = feature.DelayMicroseconds;

    protected long Low { get; private set; }

    protected long High { get; private set; }

    public static WindowState[] Of(EntityWindows windows)
    {
        List<string> numbers = [.. windows.NumberColumns], texts = [.. windows.TextColumns];
        return [.. windows.Features.Select(
            feature => Of(feature, windows.IncludesCurrent, numbers.IndexOf(feature.Column ?? ""), texts.IndexOf(feature.Column ?? "")))];
    }

    /// <summary>Moves the window on to a row, at or after the last one asked for, and returns the feature's value there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double At(EntityHistory history, long row)
    {
        // [t−w, t) and (t−w, t] are one closed interval of microseconds.
        long latest = history.Time(row) - _delay - (includesCurrent ? 0 : 1);
        long earliest = latest - _window + 1;
        long end = includesCurrent && _delay == 0 ? row + 1 : row;
        while (High < end && (_delay == 0 || history.Time(High) <= latest)) Enter(history, High++);
        while (Low < High && history.Time(Low) < earliest) Leave(history, Low++);
        return Value(history, row);
    }

    /// <summary>Empties the window; it goes on from a row. Sums are exact, so nothing shows of the way they took.</summary>
    public void Restart(long row)
    {
        Clear();
        Low = High = row;
    }

    /// <summary>Empties the window and moves it to a row, of which it sees no more than the rows inside.</summary>
    public double Only(EntityHistory history, long row)
    {
        long earliest = history.Time(row) - _delay - (includesCurrent ? 0 : 1) - _window + 1;
        long low = row;
        while (low > history.First && history.Time(low - 1) >= earliest) low--;
        Restart(low);
        return At(history, row);
    }

    protected abstract void Enter(EntityHistory history, long row);

    protected abstract void Leave(EntityHistory history, long row);

    /// <summary>Forgets what the rows inside add up to.</summary>
    protected abstract void Clear();

    protected abstract double Value(EntityHistory history, long row);

    private static WindowState Of(WindowFeature feature, bool includesCurrent, int number, int text) => feature.Function switch
    {
        WindowFunction.Count or WindowFunction.SinceLast => new EventsWindow(feature, includesCurrent),
        WindowFunction.StandardDeviation => new DeviationWindow(feature, includesCurrent, number),
        WindowFunction.Max => new MaxWindow(feature, includesCurrent, number),
        WindowFunction.Distinct => new DistinctWindow(feature, includesCurrent, text),
        WindowFunction.Risk => new RiskWindow(feature, includesCurrent),
        _ => new SumWindow(feature, includesCurrent, number),
    };
}
