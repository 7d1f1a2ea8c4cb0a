using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Computes the features of an entity that keeps its events only: each row is taken in once for all windows of a family.</summary>
internal sealed class WindowWalk(WindowPlan plan)
{
    private readonly WindowRows[] _rows = new WindowRows[plan.Reaches.Length];
    private readonly WindowAggregate[] _aggregates = [.. plan.Families.Select(family => family.Key.New())];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(EntityHistory history, long row, Span<double> features)
    {
        for (int i = 0; i < _rows.Length; i++) _rows[i] = plan.Reaches[i].RowsAt(history, row);
        for (int i = 0; i < features.Length; i++)
        {
            PlannedFeature feature = plan.Features[i];
            if (feature.Slot < 0) features[i] = WindowAggregate.ValueOfRows(feature.Function, history, row, _rows[feature.Reach]);
        }

        for (int i = 0; i < _aggregates.Length; i++) Compute(_aggregates[i], plan.Families[i].Features, history, row, features);
    }

    private void Compute(WindowAggregate aggregate, int[] family, EntityHistory history, long row, Span<double> features)
    {
        aggregate.Clear();
        long low = _rows[plan.Features[family[0]].Reach].High;
        foreach (int index in family)
        {
            PlannedFeature feature = plan.Features[index];
            WindowRows rows = _rows[feature.Reach];
            aggregate.EnterOlder(history, low, rows.Low);
            low = Math.Min(low, rows.Low);
            features[index] = aggregate.Value(feature.Function, history, row, rows);
        }
    }
}
