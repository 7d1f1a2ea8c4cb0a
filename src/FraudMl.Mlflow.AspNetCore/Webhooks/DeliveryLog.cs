namespace FraudMl.Mlflow;

/// <summary>The deliveries of the last minutes: each is handled once, unless handling it failed.</summary>
internal sealed class DeliveryLog(TimeSpan memory, TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> _seen = [];
    private readonly PriorityQueue<string, DateTimeOffset> _byTime = new();

    /// <summary>Returns whether the delivery is new.</summary>
    public bool TryBegin(string id)
    {
        lock (_seen)
        {
            Forget();
            if (!_seen.TryAdd(id, time.GetUtcNow()))
                return false;
            _byTime.Enqueue(id, _seen[id]);
            return true;
        }
    }

    /// <summary>Lets a delivery come again.</summary>
    public void Undo(string id)
    {
        lock (_seen)
            _seen.Remove(id);
    }

    private void Forget()
    {
        DateTimeOffset oldest = time.GetUtcNow() - memory;
        while (_byTime.TryPeek(out string? id, out DateTimeOffset at) && at < oldest)
        {
            _byTime.Dequeue();
            if (_seen.TryGetValue(id, out DateTimeOffset last) && last == at)
                _seen.Remove(id);
        }
    }
}
