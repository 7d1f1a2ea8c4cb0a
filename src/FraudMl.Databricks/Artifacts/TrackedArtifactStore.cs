using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The artifacts of runs and logged models of a workspace; folders of this machine where a URI names one.</summary>
internal sealed class TrackedArtifactStore(Workspace workspace, StorageClient storage) : IMlflowArtifactStore
{
    private readonly MlflowCalls _calls = new(workspace);
    private readonly AccessedFiles _files = new(storage, workspace.Time);
    private readonly LocalArtifactStore _local = new(proxyRoot: null);

    /// <summary>The runs and logged models, which list what they have; known once the connection is.</summary>
    public MlflowConnection Connection { get; set; } = null!;

    public Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default) =>
        PlaceOf(uri) is { } place
            ? AccessedFiles.ListAsync(AccessTo(place), place.Path, cancellationToken) : _local.ListAsync(uri, cancellationToken);

    public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default) =>
        PlaceOf(uri) is { } place
            ? _files.OpenReadAsync(AccessTo(place), place.Path, cancellationToken) : _local.OpenReadAsync(uri, cancellationToken);

    public Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default) =>
        PlaceOf(uri) is { } place
            ? _files.WriteAsync(AccessTo(place), place.Path, content, cancellationToken)
            : _local.WriteAsync(uri, content, cancellationToken);

    public string? LocalPath(string uri) => PlaceOf(uri) is null ? _local.LocalPath(uri) : null;

    private static TrackedPlace? PlaceOf(string uri) => TrackedPlace.Of(uri) ?? (IsLocal(uri) ? null
        : throw MlflowException.Invalid($"'{MlflowTrackingUri.WithoutCredentials(uri)}' can't be reached through Databricks: artifacts of "
            + "runs are read and written where the workspace keeps them (dbfs:/databricks/mlflow-tracking/…), not in volumes or storage of "
            + "one's own. Use an experiment without an artifact location of its own."));

    private static bool IsLocal(string uri) => ArtifactPath.IsFile(uri) || !uri.Contains(":/", StringComparison.Ordinal)
        || (uri.Length > 2 && uri[1] == ':');

    private TrackedAccess AccessTo(TrackedPlace place) => new(place, _calls, storage, Connection.Runs, Connection.LoggedModels);
}
