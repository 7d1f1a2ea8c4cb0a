using FraudMl.Mlflow;

namespace FraudMl.Tool.Stores;

/// <summary>The store of the command line, of any kind that the packages know.</summary>
internal static class TrackingStore
{
    // Somebody waits for the answer.
    private const int RetryCount = 2;

    /// <summary>Returns options of a client that makes no store.</summary>
    /// <param name="uri">The tracking URI; null for that of the environment.</param>
    public static MlflowOptions Options(string? uri) =>
        new() { TrackingUri = uri, MustExist = true, RetryCount = RetryCount, Backends = [new DatabricksBackend()] };

    /// <summary>Connects to the store that the command line or the environment names; none is made.</summary>
    public static MlflowClient Connect(string? uri) => MlflowClient.Connect(Options(uri));
}
