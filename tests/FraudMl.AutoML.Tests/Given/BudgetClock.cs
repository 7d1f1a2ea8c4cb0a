namespace FraudMl.Tests;

/// <summary>A clock whose timers go off when the test says so.</summary>
internal sealed class BudgetClock : TimeProvider
{
    private readonly List<Action> _due = [];

    public void ElapseOnce(bool now)
    {
        if (!now) return;
        foreach (Action due in _due) due();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _due.Add(() => callback(state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
