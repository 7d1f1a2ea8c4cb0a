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
}
