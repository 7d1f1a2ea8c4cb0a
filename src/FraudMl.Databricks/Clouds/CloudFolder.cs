using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A folder of a cloud's storage, reached with credentials that are good for a while.</summary>
/// <param name="storage">Sends requests.</param>
/// <param name="root">The folder's path in its bucket or container.</param>
internal abstract class CloudFolder(StorageClient storage, string root)
{
    protected StorageClient Storage => storage;

    /// <summary>Returns an address of a file, signed with the credentials given.</summary>
    public abstract SignedFile Sign(CloudCredentials credentials, string path, bool isWrite);

    /// <summary>Returns the files and folders right under a folder, by name.</summary>
    /// <param name="credentials">Gives credentials; told whether those before were refused.</param>
    /// <param name="folder">The folder, relative to the root.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public abstract Task<IReadOnlyList<MlflowFileInfo>> ListAsync(
        Func<bool, Task<CloudCredentials>> credentials, string folder, CancellationToken cancellationToken);

    protected string PathOf(string path) => path.Length == 0 ? root : $"{root}/{path}";

    protected static MlflowFileInfo File(string path, long size) => new() { Path = NameOf(path), FileSize = size };

    protected static MlflowFileInfo Folder(string path) => new() { Path = NameOf(path), IsDir = true };

    private static string NameOf(string path) => path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];
}
