using FraudMl.Mlflow;

namespace FraudMl.Testing;

/// <summary>A real MLflow store in a temporary folder, which goes with it: what is logged there can be read as from a server.</summary>
/// <remarks>With a <c>FakeTimeProvider</c> its runs and versions carry the times that a test sets.</remarks>
public sealed class TemporaryTrackingStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-store-").FullName;

    /// <summary>Makes an empty store.</summary>
    /// <param name="time">The clock. Default: the system's.</param>
    public TemporaryTrackingStore(TimeProvider? time = null)
    {
        TrackingUri = $"sqlite:///{Path.Combine(_folder, "mlflow.db").Replace('\\', '/')}";
        Client = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri, SpoolFolder = Path.Combine(_folder, "spool") }, time);
    }

    /// <value>The address of the store, for code that connects by itself.</value>
    public string TrackingUri { get; }

    /// <value>A client of the store.</value>
    public MlflowClient Client { get; }

    /// <summary>Closes the client and deletes the store.</summary>
    public void Dispose()
    {
        Client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <inheritdoc/>
    public override string ToString() => TrackingUri;
}
