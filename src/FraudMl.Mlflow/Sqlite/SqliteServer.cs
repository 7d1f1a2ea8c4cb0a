namespace FraudMl.Mlflow;

/// <summary>The embedded store speaks for the MLflow whose schema and answers it has.</summary>
internal sealed class SqliteServer : IMlflowServer
{
    /// <summary>The MLflow that the conformance tests were recorded from.</summary>
    private const string Version = "3.11.2.dev0";

    public Task<string> GetHealthAsync(CancellationToken cancellationToken = default) => Task.FromResult("OK");

    public Task<string> GetVersionAsync(CancellationToken cancellationToken = default) => Task.FromResult(Version);

    public Task<MlflowServerInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new MlflowServerInfo { StoreType = "SqlStore" });
}
