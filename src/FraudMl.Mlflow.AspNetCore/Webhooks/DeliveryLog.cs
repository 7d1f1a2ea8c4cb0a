namespace FraudMl.Mlflow;

/// <summary>What becomes of a delivery that comes.</summary>
internal enum DeliveryEntry
{
    /// <summary>It is new, and now at work.</summary>
    New,

    /// <summary>The same one is at work; how that ends is open.</summary>
    AtWork,

    /// <summary>It was handled before.</summary>
    Handled,
}

/// <summary>The deliveries of the last minutes: each is handled once, unless handling it failed.</summary>
internal sealed class DeliveryLog(TimeSpan memory, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _atWork = [];
    private readonly HashSet<string> _handled = [];
    private readonly Queue<(string Id, DateTimeOffset At)> _byTime = new();

    /// <summary>Begins a delivery, if it is new.</summary>
    public DeliveryEntry Begin(string id)
    {
        lock (_lock)
        {
            Forget();
            if (_handled.Contains(id))
                return DeliveryEntry.Handled;
            return _atWork.Add(id) ? DeliveryEntry.New : DeliveryEntry.AtWork;
        }
    }

    /// <summary>Ends a delivery; one that was not handled may come again.</summary>
    public void End(string id, bool isHandled)
    {
        lock (_lock)
        {
            _atWork.Remove(id);
            if (isHandled && _handled.Add(id))
                _byTime.Enqueue((id, time.GetUtcNow()));
        }
    }

    private void Forget()
    {
        DateTimeOffset oldest = time.GetUtcNow() - memory;
        while (_byTime.TryPeek(out (string Id, DateTimeOffset At) first) && first.At < oldest)
            _handled.Remove(_byTime.Dequeue().Id);
    }
}
