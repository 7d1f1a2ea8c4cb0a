using System.Reflection;

namespace FraudMl.Mlflow.Tests;

/// <summary>Passes calls on, except that creations can get lost.</summary>
public class FaultyCalls : DispatchProxy
{
    private object _target = null!;
    private FaultyCreations _faults = null!;

    internal static T Of<T>(T target, FaultyCreations faults)
        where T : class
    {
        T proxy = Create<T, FaultyCalls>();
        var calls = (FaultyCalls)(object)proxy;
        (calls._target, calls._faults) = (target, faults);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? Call() => targetMethod!.Invoke(_target, args);
        if (targetMethod!.Name is "CreateAsync" or "CreateVersionAsync")
            return _faults.Create(Call);
        object? answer = Call();
        if (targetMethod.Name.StartsWith("Search", StringComparison.Ordinal))
        {
            // A late request takes effect right after the search that did not find it.
            ((Task)answer!).GetAwaiter().GetResult();
            _faults.AfterSearch();
        }

        return answer;
    }
}
