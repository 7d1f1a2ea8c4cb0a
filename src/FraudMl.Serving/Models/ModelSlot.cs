namespace FraudMl.Serving;

/// <summary>Holds the model in service; empty until it is loaded and warm.</summary>
internal sealed class ModelSlot
{
    private volatile ServedModel? _current;

    public ServedModel? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The model in service.</summary>
    /// <exception cref="FraudMlException">Thrown while it is still being loaded.</exception>
    public ServedModel Required => _current ?? throw new FraudMlException(
        "The model is still being loaded. Send transactions once GET /ping, or the health check fraud-model, says that it is in service.");
}
