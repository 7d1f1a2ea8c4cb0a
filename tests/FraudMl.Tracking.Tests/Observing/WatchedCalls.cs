using System.Reflection;

namespace FraudMl.Tracking.Tests;

/// <summary>Passes calls on after asking by their name whether they may pass.</summary>
public class WatchedCalls : DispatchProxy
{
    private object _target = null!;
    private Action<string> _require = null!;

    internal static T Of<T>(T target, Action<string> require)
        where T : class
    {
        T proxy = Create<T, WatchedCalls>();
        var calls = (WatchedCalls)(object)proxy;
        (calls._target, calls._require) = (target, require);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _require(targetMethod!.Name);
        return targetMethod.Invoke(_target, args);
    }
}
