using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>The share of frauds among the events of a delayed window; 0 where there is no event.</summary>
internal sealed class RiskWindow(WindowFeature feature, bool includesCurrent) : WindowState(feature, includesCurrent)
{
    private long _frauds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Enter(EntityHistory history, long row) => _frauds += history.Fraud(row) ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Leave(EntityHistory history, long row) => _frauds -= history.Fraud(row) ? 1 : 0;

    protected override void Clear() => _frauds = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Value(EntityHistory history, long row) => High == Low ? 0 : (double)_frauds / (High - Low);
}
