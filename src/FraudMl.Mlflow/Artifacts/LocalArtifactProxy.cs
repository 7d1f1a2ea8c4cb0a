namespace FraudMl.Mlflow;

/// <summary>The artifact proxy of a folder of this machine; it needs no uploads in parts and can hand out no URLs.</summary>
internal sealed class LocalArtifactProxy(LocalArtifactStore store) : IMlflowArtifactProxy
{
    public async Task<MlflowArtifactPage> ListAsync(string? path = null, CancellationToken cancellationToken = default) =>
        new() { Files = await store.ListAsync(UriOf(path), cancellationToken).ConfigureAwait(false) };

    public async Task<Stream> DownloadAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return await store.OpenReadAsync(UriOf(path), cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            throw MlflowException.NotFound(
                $"The following failures occurred while downloading one or more artifacts "
                + $"from {LocalArtifactStore.ProxyScheme}/artifacts:\n##### File {path} #####\n{error.Message}");
        }
    }

    public Task UploadAsync(string path, Stream content, CancellationToken cancellationToken = default) =>
        store.WriteAsync(UriOf(path), content, cancellationToken);

    public Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        store.Delete(UriOf(path));
        return Task.CompletedTask;
    }

    public Task<MlflowMultipartUpload> CreateMultipartAsync(string folder, MlflowCreateMultipartUpload request,
        CancellationToken cancellationToken = default) =>
        throw Lacks("upload");

    public Task CompleteMultipartAsync(string folder, MlflowCompleteMultipartUpload request,
        CancellationToken cancellationToken = default) => throw Lacks("upload");

    public Task AbortMultipartAsync(string folder, MlflowAbortMultipartUpload request, CancellationToken cancellationToken = default) =>
        throw Lacks("upload");

    public Task<MlflowPresignedDownload> GetPresignedAsync(string path, CancellationToken cancellationToken = default) =>
        throw Lacks("download");

    private static string UriOf(string? path) =>
        $"{LocalArtifactStore.ProxyScheme}/{(string.IsNullOrEmpty(path) ? "" : ArtifactPath.Checked(path))}";

    private static MlflowException Lacks(string what) =>
        new(MlflowErrorCodes.NotImplemented, $"Multipart {what} is not supported for the current artifact repository");
}
