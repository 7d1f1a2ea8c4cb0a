namespace FraudMl.Mlflow;

/// <summary>
/// The files of runs and models. A URI is <c>runs:/RUN_ID/path</c>, <c>models:/m-…/path</c>, <c>models:/name@alias/path</c>,
/// <c>models:/name/3/path</c>, or an artifact URI of the store.
/// </summary>
public interface IMlflowArtifacts
{
    /// <summary>Returns the files and folders right under a folder, their paths relative to it.</summary>
    Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default);

    /// <summary>Opens a file.</summary>
    Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns where a file or folder lies on this machine; <see langword="null"/> when it is elsewhere, and has to be downloaded.
    /// </summary>
    /// <exception cref="MlflowException">Thrown when it is not there.</exception>
    Task<string?> FindLocalAsync(string uri, CancellationToken cancellationToken = default);

    /// <summary>Writes a file; the URI names the file.</summary>
    Task UploadAsync(string uri, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Copies a file of this machine into a folder of the store, under its own name.</summary>
    Task UploadFileAsync(string folderUri, string file, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Copies what is in a folder of this machine, with all that is below it, into a folder of the store.</summary>
    Task UploadFolderAsync(string folderUri, string folder, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Brings a file or folder to this machine and returns its path; without a destination, what is here
    /// already is not copied.</summary>
    /// <param name="uri">What to bring.</param>
    /// <param name="destination">The folder to put it in. Default: a temporary one.</param>
    /// <param name="options">Whom to tell, and what to check beside the sizes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="MlflowException">Thrown when it is not there, or arrived with another size or checksum.</exception>
    Task<string> DownloadAsync(string uri, string? destination = null, MlflowDownloadOptions? options = null,
        CancellationToken cancellationToken = default);
}
