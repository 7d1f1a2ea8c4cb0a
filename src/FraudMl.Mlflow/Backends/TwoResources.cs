namespace FraudMl.Mlflow;

/// <summary>Disposes the resources of a connection that has two.</summary>
internal sealed class TwoResources(IDisposable? first, IDisposable? second) : IDisposable
{
    public void Dispose()
    {
        first?.Dispose();
        second?.Dispose();
    }
}
