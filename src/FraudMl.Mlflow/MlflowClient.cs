using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A connection to an MLflow tracking store: a server, or the embedded SQLite store.</summary>
public sealed partial class MlflowClient : IDisposable
{
    private readonly MlflowConnection _connection;
    private readonly MlflowOptions _options;
    private readonly MlflowSpool _spool;
    private readonly RunHost _host;
    private bool? _hasLoggedModels;

    private MlflowClient(MlflowOptions options, MlflowConnection connection, TimeProvider time)
    {
        _options = options;
        _connection = connection;
        Artifacts = new MlflowArtifacts(new ArtifactResolver(
            connection.ArtifactStore, connection.RegistryFiles, connection.Runs, connection.LoggedModels, connection.Registry));
        _spool = new MlflowSpool(connection, options, time);
        IReadOnlyList<string> secrets = RunFailure.SecretsOf(options, connection.Secrets);
        _host = new RunHost(connection, Artifacts, _spool, time, secrets, MlflowLog.Of(options.LoggerFactory));
    }

    /// <summary>The tracking URI in use, without user name and password.</summary>
    public string TrackingUri => MlflowTrackingUri.WithoutCredentials(_options.TrackingUri!);

    /// <summary>Where the store is: the tracking URI, or the workspace behind <c>databricks</c>.</summary>
    public string Address => _connection.Address ?? TrackingUri;

    /// <summary>
    /// The URI of the model registry in use, without user name and password; that of the tracking store unless
    /// <see cref="MlflowOptions.RegistryUri"/> says otherwise.
    /// </summary>
    public string RegistryUri => MlflowTrackingUri.WithoutCredentials(_options.RegistryUri ?? _options.TrackingUri!);

    /// <summary>The experiments.</summary>
    public IMlflowExperiments Experiments => _connection.Experiments;

    /// <summary>The runs.</summary>
    public IMlflowRuns Runs => _connection.Runs;

    /// <summary>The logged models.</summary>
    public IMlflowLoggedModels LoggedModels => _connection.LoggedModels;

    /// <summary>The model registry.</summary>
    public IMlflowRegistry Registry => _connection.Registry;

    /// <summary>The webhooks of the registry.</summary>
    public IMlflowWebhooks Webhooks => _connection.Webhooks;

    /// <summary>What the server says about itself.</summary>
    public IMlflowServer Server => _connection.Server;

    /// <summary>The files behind <c>mlflow-artifacts:/</c>, request by request; <see cref="Artifacts"/> is the convenient way.</summary>
    public IMlflowArtifactProxy ArtifactProxy => _connection.ArtifactProxy;

    /// <summary>The files of runs and models.</summary>
    public IMlflowArtifacts Artifacts { get; }

    /// <summary>Whether the registry is another store than the one that keeps the runs.</summary>
    internal bool HasOwnRegistry => _options.RegistryUri is { } uri && uri != _options.TrackingUri;

    /// <summary>Connects to the store that the options name, by default the embedded one in <c>mlflow.db</c>; a
    /// missing store is created.</summary>
    /// <exception cref="MlflowException">Thrown when the options are invalid or the store can't be opened.</exception>
    public static MlflowClient Connect(MlflowOptions? options = null, TimeProvider? timeProvider = null)
    {
        MlflowOptions completed = (options ?? new MlflowOptions()).Complete().Checked();
        TimeProvider time = timeProvider ?? TimeProvider.System;
        MlflowConnection tracking = Open(completed.TrackingUri!, sources: null);
        if (completed.RegistryUri is not { } registryUri || registryUri == completed.TrackingUri)
            return new MlflowClient(completed, tracking, time);
        try
        {
            return new MlflowClient(completed, tracking.WithRegistryOf(Open(registryUri, tracking.ArtifactStore)), time);
        }
        catch
        {
            tracking.Resource?.Dispose();
            throw;
        }

        MlflowConnection Open(string uri, IMlflowArtifactStore? sources) => completed
            .BackendOf(uri, [new SqliteBackend(), new HttpBackend()]).Open(completed with { TrackingUri = uri, Sources = sources }, time);
    }

    /// <summary>Delivers what waits on disk because the store was away or a process was killed. Starting a run does the
    /// same in the background.</summary>
    /// <returns>The number of runs that are now complete in the store. Runs whose process was killed are ended as killed.</returns>
    /// <exception cref="MlflowException">Thrown when the store refused something.</exception>
    public Task<int> DeliverSpoolAsync(CancellationToken cancellationToken = default) => _spool.DeliverAsync(cancellationToken);

    /// <summary>Returns whether the server knows logged models (MLflow 3), by its version; a store that names none is taken for one
    /// that does. Asked once.</summary>
    /// <exception cref="MlflowException">Thrown when the server gives no answer.</exception>
    public async Task<bool> HasLoggedModelsAsync(CancellationToken cancellationToken = default)
    {
        if (_hasLoggedModels is { } known)
            return known;
        try
        {
            string version = await Server.GetVersionAsync(cancellationToken).ConfigureAwait(false);
            _hasLoggedModels = !int.TryParse(version.Trim().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
                || major >= 3;
        }
        catch (MlflowException error) when (!error.IsAmbiguous && !error.IsLoginRefused)
        {
            // No such page, such as behind a gateway that lets the API through only, or another kind of store.
            _hasLoggedModels = true;
        }

        return _hasLoggedModels.Value;
    }

    /// <summary>Brings a model to this machine and returns its folder; the embedded store's own folder is not copied.</summary>
    /// <param name="uri"><c>models:/name@alias</c>, <c>models:/name/3</c>, <c>models:/name/latest</c>, <c>models:/m-…</c> or
    /// <c>runs:/RUN_ID/path</c>.</param>
    /// <param name="destination">Where to put a copy. Default: no copy, or a temporary folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> DownloadModelAsync(string uri, string? destination = null, CancellationToken cancellationToken = default) =>
        MlflowUri.TryParse(uri) is not null
            ? Artifacts.DownloadAsync(uri, destination, cancellationToken: cancellationToken)
            : throw MlflowException.Invalid(
                $"'{uri}' is no model URI. Use models:/name@alias, models:/name/3, models:/m-… or runs:/RUN_ID/path.");

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _spool.Dispose();
        _connection.Resource?.Dispose();
    }

    /// <summary>Returns where it tracks, without credentials.</summary>
    public override string ToString() => TrackingUri;
}
