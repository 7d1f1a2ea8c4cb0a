using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Sum, mean, and the row's own value beside the mean.</summary>
internal sealed class SumWindow(int column) : WindowAggregate
{
    private ValueCount _count;
    private ExactSum _sum;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Enter(EntityHistory history, long row) => Take(history, row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void EnterOlder(EntityHistory history, long end, long first)
    {
        for (long row = end - 1; row >= first; row--) Take(history, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Leave(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (_count.Leave(value)) _sum.Subtract(value);
    }

    public override void Clear()
    {
        _count = default;
        _sum = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows)
    {
        if (_count.HasWild) return double.NaN;
        double sum = _sum.Value;
        if (function == WindowFunction.Sum) return sum;
        double mean = _count.Present == 0 ? double.NaN : sum / _count.Present;
        if (function == WindowFunction.Mean) return mean;
        return mean == 0 ? double.NaN : history.Number(column, row) / mean;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (_count.Enter(value)) _sum.Add(value);
    }
}
