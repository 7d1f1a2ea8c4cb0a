using System.Reflection;

namespace FraudMl.Tracking.Tests;

/// <summary>Passes calls on after asking whether it may.</summary>
public class WatchedCalls : DispatchProxy
{
    private object _target = null!;
    private Action _require = null!;

    internal static T Of<T>(T target, Action require)
        where T : class
    {
        T proxy = Create<T, WatchedCalls>();
        var calls = (WatchedCalls)(object)proxy;
        (calls._target, calls._require) = (target, require);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _require();
        return targetMethod!.Invoke(_target, args);
    }
}
