using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>The windows of one entity as its rows go by: each row enters each window once and leaves it once.</summary>
internal sealed class WindowTracker(WindowPlan plan)
{
    private readonly WindowRows[] _rows = new WindowRows[plan.Reaches.Length];
    private readonly WindowAggregate[] _aggregates = [.. plan.Slots.Select(slot => slot.Key.New())];

    /// <summary>Moves the windows on to a row, at or after the last one asked for, and computes the features there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(EntityHistory history, long row, Span<double> features)
    {
        int slot = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            int first = slot;
            while (slot < _aggregates.Length && plan.Slots[slot].Reach == i) slot++;
            Move(ref _rows[i], plan.Reaches[i], _aggregates.AsSpan(first..slot), history, row);
        }

        for (int i = 0; i < features.Length; i++)
        {
            PlannedFeature feature = plan.Features[i];
            ref readonly WindowRows rows = ref _rows[feature.Reach];
            features[i] = feature.Slot < 0 ? WindowAggregate.ValueOfRows(feature.Function, history, row, rows)
                : _aggregates[feature.Slot].Value(feature.Function, history, row, rows);
        }
    }

    /// <summary>Empties the windows; they go on from a row. Sums are exact, so nothing shows of the way they took.</summary>
    public void Restart(long row)
    {
        foreach (WindowAggregate aggregate in _aggregates) aggregate.Clear();
        _rows.AsSpan().Fill(new WindowRows(row, row));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(
        ref WindowRows rows, in WindowReach reach, ReadOnlySpan<WindowAggregate> aggregates, EntityHistory history, long row)
    {
        (long latest, long end, long low, long high) = (reach.Latest(history, row), reach.End(row), rows.Low, rows.High);
        long earliest = latest - reach.Window + 1;
        for (; high < end && (reach.Delay == 0 || history.Time(high) <= latest); high++)
        {
            foreach (WindowAggregate aggregate in aggregates) aggregate.Enter(history, high);
        }

        for (; low < high && history.Time(low) < earliest; low++)
        {
            foreach (WindowAggregate aggregate in aggregates) aggregate.Leave(history, low);
        }

        rows = new WindowRows(low, high);
    }
}
