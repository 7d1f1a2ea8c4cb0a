using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>The share of frauds among the events of a delayed window; 0 where there is no event.</summary>
internal sealed class RiskWindow : WindowAggregate
{
    private long _frauds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Enter(EntityHistory history, long row) => _frauds += history.Fraud(row) ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Leave(EntityHistory history, long row) => _frauds -= history.Fraud(row) ? 1 : 0;

    public override void Clear() => _frauds = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows) =>
        rows.Count == 0 ? 0 : (double)_frauds / rows.Count;
}
