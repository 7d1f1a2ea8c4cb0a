using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>
/// MLflow on Databricks: <c>databricks</c> and <c>databricks://PROFILE</c> as tracking URI, with the registry of the workspace;
/// <c>databricks-uc</c> and <c>databricks-uc://PROFILE</c> as registry URI, for models in Unity Catalog.
/// </summary>
/// <remarks>
/// Give it to <see cref="MlflowOptions.Backends"/>, or to the services of a host by <c>AddDatabricksMlflow</c>. It logs in, keeps the
/// limits and tries again as <see cref="DatabricksOptions"/> say; of <see cref="MlflowOptions"/>, log-in, certificates, timeout and retry
/// count are ignored. An experiment that is named by no path is in the home folder of whoever is logged in.
/// </remarks>
/// <param name="connection">How the workspace is reached. Default: by the DATABRICKS_* environment variables, or a profile. A profile that
/// the URI names counts before the variables.</param>
public sealed class DatabricksBackend(DatabricksOptions? connection = null) : IMlflowBackend
{
    private const string CatalogScheme = "databricks-uc";

    // What a profile says itself.
    private static readonly HashSet<string> OfProfiles = new(StringComparer.Ordinal)
    {
        "DATABRICKS_HOST", "DATABRICKS_TOKEN", "DATABRICKS_USERNAME", "DATABRICKS_PASSWORD", "DATABRICKS_CLIENT_ID",
        "DATABRICKS_CLIENT_SECRET", "DATABRICKS_AUTH_TYPE",
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = ["databricks", CatalogScheme];

    /// <inheritdoc/>
    /// <exception cref="MlflowException">Thrown when no workspace is named, the settings contradict each other, or there is no such
    /// profile.</exception>
    public MlflowConnection Open(MlflowOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        Workspace workspace = OpenWorkspace(options);
        HttpClient api = DatabricksClient.Over(new TelemetryHandler
        {
            InnerHandler = new TransportErrorsHandler("Check the host, and what stands between here and there.")
            {
                InnerHandler = new WorkspaceErrorsHandler { InnerHandler = workspace.Api.Handler },
            },
        }, workspace.Settings.Host);
        var storage = new StorageClient(workspace);
        var calls = new MlflowCalls(workspace);
        var artifacts = new TrackedArtifactStore(workspace, storage);
        MlflowConnection mlflow = MlflowHttp.Over(api, artifacts);
        artifacts.Connection = mlflow;
        MlflowConnection opened = mlflow with
        {
            Experiments = new WorkspaceExperiments(mlflow.Experiments, calls, new WorkspaceFiles(workspace)),
            Registry = new WorkspaceRegistry(mlflow.Registry, calls),
            Address = $"databricks at {workspace.Settings.Host.GetLeftPart(UriPartial.Authority)}",
            Resource = new TwoResources(storage, workspace),
            Secrets = workspace.Settings.Secrets,
        };
        if (MlflowTrackingUri.SchemeOf(options.TrackingUri!) != CatalogScheme) return opened;
        var catalog = new CatalogCalls(calls);
        var files = new ModelVersionFiles(catalog, calls, storage, workspace.Time);
        return opened with
        {
            Registry = new CatalogRegistry(workspace, catalog, files, options.Sources ?? artifacts), RegistryFiles = files,
        };
    }

    /// <summary>Returns the schemes.</summary>
    public override string ToString() => string.Join(", ", Schemes);

    private Workspace OpenWorkspace(MlflowOptions options)
    {
        DatabricksOptions known = connection ?? new DatabricksOptions();
        if (known.LoggerFactory is null) known = known with { LoggerFactory = options.LoggerFactory };
        if (MlflowTrackingUri.PlaceOf(options.TrackingUri!) is { } profile)
        {
            if (profile.Contains(':', StringComparison.Ordinal))
                throw MlflowException.Invalid($"'{options.TrackingUri}' names a scope of secrets, which only notebooks of Databricks can "
                    + "read. Name a profile of .databrickscfg: databricks://PROFILE.");
            Func<string, string?> environment = known.Environment;
            known = known with
            {
                Profile = profile.TrimEnd('/'), Environment = name => OfProfiles.Contains(name) ? null : environment(name),
            };
        }

        try
        {
            var workspace = Workspace.Open(known);
            _ = workspace.Settings.Host;
            return workspace;
        }
        catch (FraudMlException error)
        {
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue, error.Message, innerException: error);
        }
    }
}
