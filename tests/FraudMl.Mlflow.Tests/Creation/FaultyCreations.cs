namespace FraudMl.Mlflow.Tests;

/// <summary>Loses creations on the way there, on the way back, or holds them up until after the next search;
/// never three in a row.</summary>
internal sealed class FaultyCreations(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Func<object?>> _late = [];
    private int _inARow;

    public int InjectedCount { get; private set; }

    public int LateCount { get; private set; }

    public object? Create(Func<object?> call)
    {
        if (_inARow == 2 || _random.NextDouble() < 0.3)
        {
            _inARow = 0;
            return call();
        }

        _inARow++;
        InjectedCount++;
        switch (_random.Next(3))
        {
            case 0:
                break;
            case 1:
                ((Task)call()!).GetAwaiter().GetResult();
                break;
            default:
                LateCount++;
                _late.Add(call);
                break;
        }

        throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable, "The answer got lost.");
    }

    public void AfterSearch() => TakeEffectAsync().GetAwaiter().GetResult();

    /// <summary>Lets the requests that were held up take effect.</summary>
    public async Task TakeEffectAsync()
    {
        foreach (Func<object?> call in _late.ToArray())
            await (Task)call()!;
        _late.Clear();
    }
}
