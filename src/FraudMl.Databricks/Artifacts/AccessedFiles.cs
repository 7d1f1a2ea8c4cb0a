using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Reads and writes files by the rights that something gives.</summary>
internal sealed class AccessedFiles(StorageClient storage, TimeProvider time)
{
    public static Task<IReadOnlyList<MlflowFileInfo>> ListAsync(IFileAccess access, string path, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => access.ListAsync(path, cancellationToken));

    public Task<Stream> OpenReadAsync(IFileAccess access, string path, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => FileDownload.OpenAsync(storage, access, path, time, cancellationToken));

    public async Task WriteAsync(IFileAccess access, string path, Stream content, CancellationToken cancellationToken)
    {
        Stream repeatable = await RepeatableStream.OfAsync(content, cancellationToken).ConfigureAwait(false);
        try
        {
            await MlflowErrors.ToldAsync(() => new FileUpload(storage, access, path, cancellationToken).RunAsync(repeatable))
                .ConfigureAwait(false);
        }
        finally
        {
            if (repeatable != content) await repeatable.DisposeAsync().ConfigureAwait(false);
        }
    }
}
