using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Count, and seconds since the last event: the rows inside the window are all they need.</summary>
internal sealed class EventsWindow(WindowFeature feature, bool includesCurrent) : WindowState(feature, includesCurrent)
{
    private readonly bool _isCount = feature.Function == WindowFunction.Count;

    protected override void Enter(EntityHistory history, long row)
    {
    }

    protected override void Leave(EntityHistory history, long row)
    {
    }

    protected override void Clear()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Value(EntityHistory history, long row)
    {
        if (_isCount) return High - Low;
        long previous = Math.Min(High, row) - 1;
        return previous < Low ? double.NaN : (history.Time(row) - history.Time(previous)) / 1e6;
    }
}
