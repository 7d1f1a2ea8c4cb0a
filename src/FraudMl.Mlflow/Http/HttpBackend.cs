namespace FraudMl.Mlflow;

/// <summary>An MLflow server: <c>http://…</c>, <c>https://…</c>.</summary>
internal sealed class HttpBackend : IMlflowBackend
{
    public IReadOnlyList<string> Schemes { get; } = ["http", "https"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time) =>
        MlflowHttp.Connect(new Uri(options.TrackingUri!), options, () => new CredentialsHandler(options));
}
