namespace FraudMl.Mlflow.Tests;

/// <summary>An embedded store in a folder of its own, deleted afterwards.</summary>
public sealed class TemporaryStore : IDisposable
{
    private readonly List<MlflowClient> _clients = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("mlflow-tests-").FullName;

    public string Database => Path.Combine(Folder, "mlflow.db");

    public string TrackingUri => $"sqlite:///{Database}";

    public string Spool => Path.Combine(Folder, "spool");

    public MlflowClient Connect()
    {
        MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri, SpoolFolder = Spool });
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        foreach (MlflowClient client in _clients)
            client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
