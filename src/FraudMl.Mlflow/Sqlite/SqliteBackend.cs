namespace FraudMl.Mlflow;

/// <summary>The embedded store: <c>sqlite:///relative.db</c>, <c>sqlite:////absolute.db</c>.</summary>
internal sealed class SqliteBackend : IMlflowBackend
{
    public IReadOnlyList<string> Schemes { get; } = ["sqlite"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time)
    {
        string path = Path.GetFullPath(MlflowTrackingUri.SqlitePath(options.TrackingUri!));
        // A root such as mlflow-artifacts:/ is for servers that put a proxy in front of the folder.
        bool isProxied = options.ArtifactRoot?.StartsWith("mlflow-artifacts:", StringComparison.OrdinalIgnoreCase) == true;
        string folder = Path.GetFullPath((isProxied ? null : options.ArtifactRoot) ?? Path.Combine(Path.GetDirectoryName(path)!, "mlartifacts"));
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

        var artifacts = new LocalArtifactStore(folder);
        return new MlflowConnection
        {
            Experiments = new SqliteExperiments(store, root),
            Runs = new SqliteRuns(store, artifacts),
            LoggedModels = new SqliteLoggedModels(store, artifacts),
            Registry = new SqliteRegistry(store),
            ArtifactStore = artifacts,
            Resource = store,
        };
    }
}
