using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The files of model versions in Unity Catalog, at <c>models:/CATALOG.SCHEMA.MODEL/VERSION/path</c>.</summary>
internal sealed class ModelVersionFiles(CatalogCalls catalog, MlflowCalls calls, StorageClient storage, TimeProvider time)
    : IMlflowArtifactStore
{
    private readonly AccessedFiles _files = new(storage, time);

    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default)
    {
        (IFileAccess access, string path) = await OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        return await AccessedFiles.ListAsync(access, path, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default)
    {
        (IFileAccess access, string path) = await OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        return await _files.OpenReadAsync(access, path, cancellationToken).ConfigureAwait(false);
    }

    public Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default) => throw MlflowException.Invalid(
        $"'{uri}' is a registered version, whose files never change. Register another version.");

    public string? LocalPath(string uri) => null;

    /// <summary>Writes a file of a version that is not complete yet.</summary>
    public Task WriteAsync(IFileAccess access, string path, Stream content, CancellationToken cancellationToken) =>
        _files.WriteAsync(access, path, content, cancellationToken);

    /// <summary>Returns the way to the files of a version.</summary>
    public Task<IFileAccess> AccessAsync(CatalogVersion version, bool isWrite, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => VersionAccess.OpenAsync(version, isWrite, catalog, calls, storage, time, cancellationToken));

    private async Task<(IFileAccess Access, string Path)> OpenAsync(string uri, CancellationToken cancellationToken)
    {
        if (MlflowUri.TryParse(uri) is not { ModelName: { } name, Version: { } number } parsed)
            throw MlflowException.Invalid($"'{uri}' is no version of a registered model. Name one as models:/main.fraud.cards/7.");
        CatalogVersion version = await catalog.VersionAsync(name, number, cancellationToken).ConfigureAwait(false);
        if (!version.IsReady)
            throw new MlflowException(MlflowErrorCodes.InvalidState, $"Version {number} of '{name}' is not complete: its registration was "
                + $"broken off or failed ({version.Status}). Register the model again, or use another version.");
        return (await AccessAsync(version, isWrite: false, cancellationToken).ConfigureAwait(false), parsed.Path ?? "");
    }
}
