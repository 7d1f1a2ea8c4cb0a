namespace FraudMl.Serving;

/// <summary>The right to use a model until it is disposed: a model that was replaced is drained once its last lease has ended.</summary>
internal readonly struct ModelLease(ServedModel model) : IDisposable
{
    public ServedModel Model => model;

    public void Dispose() => model.EndUse();
}
