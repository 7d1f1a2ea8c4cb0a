namespace FraudMl.Mlflow;

/// <summary>Reads and writes files at artifact URIs (<c>file:</c>, <c>mlflow-artifacts:</c>, …).</summary>
public interface IMlflowArtifactStore
{
    /// <summary>Returns the files and folders right under a folder, their paths relative to it, sorted; none when
    /// there is no such folder.</summary>
    Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default);

    /// <summary>Opens a file.</summary>
    /// <exception cref="MlflowException">Thrown with RESOURCE_DOES_NOT_EXIST when there is no such file.</exception>
    Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default);

    /// <summary>Writes a file, replacing it if it exists.</summary>
    Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Returns the path of the file or folder on this machine, or <see langword="null"/> when it is elsewhere.</summary>
    string? LocalPath(string uri);
}
