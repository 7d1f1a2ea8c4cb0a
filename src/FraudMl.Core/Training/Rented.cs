namespace FraudMl.Training;

/// <summary>Something that is used alone and given back.</summary>
/// <typeparam name="T">What it is.</typeparam>
public sealed class Rented<T> : IDisposable where T : class, IDisposable
{
    private Action? _giveBack;

    internal Rented(T value, Action giveBack) => (Value, _giveBack) = (value, giveBack);

    /// <value>What was rented; not to be disposed of.</value>
    public T Value { get; }

    /// <summary>Gives it back, once.</summary>
    public void Dispose()
    {
        _giveBack?.Invoke();
        _giveBack = null;
    }

    /// <summary>Returns the text of what was rented.</summary>
    public override string ToString() => $"rented {Value}";
}
