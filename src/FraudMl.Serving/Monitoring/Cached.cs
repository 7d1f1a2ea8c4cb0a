namespace FraudMl.Serving;

/// <summary>A value that several readers share for a while.</summary>
internal sealed class Cached<T>(TimeProvider time, TimeSpan lifetime, Func<T> make)
{
    private readonly Lock _gate = new();
    private long _made;
    private bool _isMade;
    private T? _value;

    public T Value
    {
        get
        {
            lock (_gate)
            {
                if (_isMade && time.GetElapsedTime(_made) < lifetime) return _value!;
                _value = make();
                (_made, _isMade) = (time.GetTimestamp(), true);
                return _value;
            }
        }
    }
}
