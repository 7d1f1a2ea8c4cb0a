using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Sum, mean, and the row's own value beside the mean.</summary>
internal sealed class SumWindow(WindowFeature feature, bool includesCurrent, int column) : WindowState(feature, includesCurrent)
{
    private readonly WindowFunction _function = feature.Function;
    private ValueCount _count;
    private ExactSum _sum;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Enter(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (_count.Enter(value)) _sum.Add(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Leave(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (_count.Leave(value)) _sum.Subtract(value);
    }

    protected override void Clear()
    {
        _count = default;
        _sum = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Value(EntityHistory history, long row)
    {
        if (_count.HasWild) return double.NaN;
        double sum = _sum.Value;
        if (_function == WindowFunction.Sum) return sum;
        double mean = _count.Present == 0 ? double.NaN : sum / _count.Present;
        if (_function == WindowFunction.Mean) return mean;
        return mean == 0 ? double.NaN : history.Number(column, row) / mean;
    }
}
