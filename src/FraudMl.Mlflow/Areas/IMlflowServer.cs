using Refit;

namespace FraudMl.Mlflow;

/// <summary>What a tracking server says about itself.</summary>
public interface IMlflowServer
{
    /// <summary>Returns <c>OK</c> when the server is up.</summary>
    [Get("/health")]
    Task<string> GetHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the version of MLflow, such as <c>3.11.1</c>.</summary>
    [Get("/version")]
    Task<string> GetVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns what kind of store the server keeps.</summary>
    [Get("/api/3.0/mlflow/server-info")]
    Task<MlflowServerInfo> GetInfoAsync(CancellationToken cancellationToken = default);
}
