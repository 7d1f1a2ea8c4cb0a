namespace FraudMl.Mlflow;

/// <summary>The embedded store: <c>sqlite:///relative.db</c>, <c>sqlite:////absolute.db</c>.</summary>
internal sealed class SqliteBackend : IMlflowBackend
{
    public IReadOnlyList<string> Schemes { get; } = ["sqlite"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time)
    {
        string path = Path.GetFullPath(MlflowTrackingUri.SqlitePath(options.TrackingUri!));
        if (options.MustExist && !File.Exists(path))
        {
            throw MlflowException.NotFound(
                $"There is no MLflow store '{path}', and this connection is for reading one. Check the tracking URI, which is relative to "
                + $"the working folder, or log something there first.");
        }

        // A root such as mlflow-artifacts:/ is for servers that put a proxy in front of the folder.
        bool isProxied = options.ArtifactRoot?.StartsWith("mlflow-artifacts:", StringComparison.OrdinalIgnoreCase) == true;
        string folder = Path.GetFullPath((isProxied ? options.ArtifactFolder : options.ArtifactRoot)
            ?? Path.Combine(Path.GetDirectoryName(path)!, "mlartifacts"));
        string root = isProxied ? options.ArtifactRoot! : new Uri(folder).AbsoluteUri;
        var store = new SqliteStore(path, options.Timeout, time);
        try
        {
            SqliteSchema.Ensure(store, path, root);
        }
        catch
        {
            store.Dispose();
            throw;
        }

        var artifacts = new LocalArtifactStore(folder, isProxied);
        var sender = new WebhookSender(options.WebhookDelivery, time);
        WebhookOutbox? outbox = options.WebhookDelivery == MlflowWebhookDelivery.None ? null : new WebhookOutbox(
            (happened, cancelled) => store.ReadAsync(session => SqliteWebhooks.TargetsOf(session, happened), cancelled), sender,
            MlflowLog.Of(options.LoggerFactory));
        return new MlflowConnection
        {
            Experiments = new SqliteExperiments(store, root),
            Runs = new SqliteRuns(store, artifacts),
            LoggedModels = new SqliteLoggedModels(store, artifacts),
            Registry = new SqliteRegistry(store, outbox),
            Webhooks = new SqliteWebhooks(store, sender),
            Server = new SqliteServer(),
            ArtifactProxy = new LocalArtifactProxy(artifacts),
            ArtifactStore = artifacts,
            Resource = new Resources(outbox, sender, store),
        };
    }

    private sealed class Resources(params IDisposable?[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable? one in all)
                one?.Dispose();
        }
    }
}
