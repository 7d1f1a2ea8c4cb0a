using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The files of one model version, by temporary credentials of the cloud they are in.</summary>
internal sealed class VersionAccess : IFileAccess
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(60);

    private readonly Func<CancellationToken, Task<CloudCredentials>> _ask;
    private readonly TimeProvider _time;
    private readonly CloudFolder _folder;
    private CloudCredentials _current;

    private VersionAccess(
        CloudFolder folder, CloudCredentials first, Func<CancellationToken, Task<CloudCredentials>> ask, TimeProvider time) =>
        (_folder, _current, _ask, _time) = (folder, first, ask, time);

    /// <summary>Returns the way to the files: through the Files API where the workspace hosts the storage itself, else to the
    /// cloud.</summary>
    public static async Task<IFileAccess> OpenAsync(
        CatalogVersion version, bool isWrite, CatalogCalls catalog, MlflowCalls calls, StorageClient storage, TimeProvider time,
        CancellationToken cancellationToken)
    {
        Task<CloudCredentials> Ask(CancellationToken cancel) =>
            catalog.CredentialsAsync(version.Name, version.Version, isWrite, cancel);
        CloudCredentials credentials = await Ask(cancellationToken).ConfigureAwait(false);
        if (credentials.StorageMode == "DEFAULT_STORAGE")
            return new FilesApiAccess($"/Models/{version.Name.Replace('.', '/')}/{version.Version}", calls);
        if (!Uri.TryCreate(version.StorageLocation, UriKind.Absolute, out Uri? location))
            throw new DatabricksException($"Databricks does not say where the files of version {version.Version} of '{version.Name}' are. "
                + "Register the model again.");
        CloudFolder folder = credentials switch
        {
            { AwsTempCredentials: not null } or { R2TempCredentials: not null } =>
                await S3Folder.OpenAsync(location, storage, time, cancellationToken).ConfigureAwait(false),
            { AzureUserDelegationSas: not null } => new AzureFolder(storage, location),
            { GcpOauthToken: not null } => new GoogleFolder(storage, location),
            _ => throw new DatabricksException("Databricks gave credentials of a kind that is not known here. Update FraudMl.Databricks."),
        };
        return new VersionAccess(folder, credentials, Ask, time);
    }

    public async Task<SignedFile> SignAsync(string path, bool isWrite, bool isRefused, CancellationToken cancellationToken) =>
        _folder.Sign(await CredentialsAsync(isRefused, cancellationToken).ConfigureAwait(false), path, isWrite);

    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowFileInfo> files = await _folder.ListAsync(
            isRefused => CredentialsAsync(isRefused, cancellationToken), folder, cancellationToken).ConfigureAwait(false);
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task<CloudCredentials> CredentialsAsync(bool isRefused, CancellationToken cancellationToken)
    {
        bool isOver = _current.ExpirationTime is { } end && _time.GetUtcNow() >= DateTimeOffset.FromUnixTimeMilliseconds(end) - Early;
        return isRefused || isOver ? _current = await _ask(cancellationToken).ConfigureAwait(false) : _current;
    }
}
