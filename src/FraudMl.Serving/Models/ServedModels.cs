
namespace FraudMl.Serving;

/// <summary>The versions of one served model: the one in service, and its replacement. Empty until the first is loaded and warm.</summary>
internal sealed class ServedModels(TimeProvider time)
{
    private volatile ServedModel? _current;

    /// <value>The model in service; null until the first is loaded. Take a lease to score with it.</value>
    public ServedModel? Current => _current;

    /// <summary>Takes the model in service for one request; false while none is.</summary>
    public bool TryLease(out ModelLease lease)
    {
        // A model that was replaced between the two looks has no uses left to give: the next look finds its successor.
        while (_current is { } model)
        {
            if (!model.TryUse()) continue;
            lease = new ModelLease(model);
            return true;
        }

        lease = default;
        return false;
    }

    /// <summary>Takes the model in service for one request.</summary>
    /// <exception cref="FraudMlException">Thrown while it is still being loaded.</exception>
    public ModelLease Lease() => TryLease(out ModelLease lease) ? lease : throw Loading();

    /// <summary>Puts a model into service; requests that began before end with the one they began with.</summary>
    /// <returns>The model that was in service and is being drained; null when there was none.</returns>
    public ServedModel? Replace(ServedModel next)
    {
        next.Since = time.GetUtcNow();
        ServedModel? before = Interlocked.Exchange(ref _current, next);
        before?.EndUse();
        return before;
    }

    public static FraudMlException Loading() => new(
        "The model is still being loaded. Send transactions once GET /ping, or the health check fraud-model, says that it is in service.");
}
