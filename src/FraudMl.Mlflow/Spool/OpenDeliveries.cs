namespace FraudMl.Mlflow;

/// <summary>The deliveries of runs that were started here and are not over.</summary>
internal sealed class OpenDeliveries
{
    private const int Many = 64;

    private readonly Lock _lock = new();
    private readonly List<RunDelivery> _all = [];
    private int _cleanedAt = Many;

    public IReadOnlyList<RunDelivery> All
    {
        get
        {
            lock (_lock)
                return [.. _all.Where(delivery => !delivery.IsOver)];
        }
    }

    public void Add(RunDelivery delivery)
    {
        lock (_lock)
        {
            if (_all.Count >= _cleanedAt)
            {
                _all.RemoveAll(one => one.IsOver);
                _cleanedAt = 2 * Math.Max(_all.Count, Many);
            }

            _all.Add(delivery);
        }
    }
}
