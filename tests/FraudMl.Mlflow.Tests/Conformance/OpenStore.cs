namespace FraudMl.Mlflow.Tests;

/// <summary>The embedded store as a server would open it: artifacts behind a proxy.</summary>
internal sealed class OpenStore : IDisposable
{
    public OpenStore(TemporaryStore store) => Connection = new SqliteBackend().Open(
        new MlflowOptions { TrackingUri = store.TrackingUri, ArtifactRoot = "mlflow-artifacts:/" }, new SteppingTime());

    public MlflowConnection Connection { get; }

    public void Dispose() => Connection.Resource!.Dispose();
}
