namespace FraudMl.Mlflow;

/// <summary>An MLflow server: <c>http://…</c>, <c>https://…</c>.</summary>
internal sealed class HttpBackend : IMlflowBackend
{
    public IReadOnlyList<string> Schemes { get; } = ["http", "https"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time)
    {
        var server = new UriBuilder(options.TrackingUri!);
        MlflowOptions credentials = options.Username is null && server.UserName.Length > 0
            ? options with { Username = Uri.UnescapeDataString(server.UserName), Password = Uri.UnescapeDataString(server.Password) }
            : options;
        // They go into the header and nowhere else: addresses stand in error messages.
        server.UserName = "";
        server.Password = "";
        return MlflowHttp.Connect(server.Uri, credentials);
    }
}
