using Refit;

namespace FraudMl.Mlflow;

/// <summary>The files behind <c>mlflow-artifacts:/</c>; a path is relative to that root. What a store can't do is answered
/// with NOT_IMPLEMENTED.</summary>
public interface IMlflowArtifactProxy
{
    /// <summary>Returns the files and folders right under a folder, their paths relative to it.</summary>
    [Get("/api/2.0/mlflow-artifacts/artifacts")]
    Task<MlflowArtifactPage> ListAsync([AliasAs("path")] string? path = null, CancellationToken cancellationToken = default);

    /// <summary>Opens a file.</summary>
    [Get("/api/2.0/mlflow-artifacts/artifacts/{**path}")]
    Task<Stream> DownloadAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Writes a file, replacing it if it exists.</summary>
    [Put("/api/2.0/mlflow-artifacts/artifacts/{**path}")]
    [Headers("Content-Type: application/octet-stream")]
    Task UploadAsync(string path, [Body] Stream content, CancellationToken cancellationToken = default);

    /// <summary>Deletes a file, or a folder with all that is below it; a missing one is no error.</summary>
    [Delete("/api/2.0/mlflow-artifacts/artifacts/{**path}")]
    Task DeleteAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Begins an upload in parts into a folder.</summary>
    [Post("/api/2.0/mlflow-artifacts/mpu/create/{**folder}")]
    Task<MlflowMultipartUpload> CreateMultipartAsync(string folder, [Body] MlflowCreateMultipartUpload request,
        CancellationToken cancellationToken = default);

    /// <summary>Ends an upload in parts.</summary>
    [Post("/api/2.0/mlflow-artifacts/mpu/complete/{**folder}")]
    Task CompleteMultipartAsync(string folder, [Body] MlflowCompleteMultipartUpload request, CancellationToken cancellationToken = default);

    /// <summary>Gives up an upload in parts.</summary>
    [Post("/api/2.0/mlflow-artifacts/mpu/abort/{**folder}")]
    Task AbortMultipartAsync(string folder, [Body] MlflowAbortMultipartUpload request, CancellationToken cancellationToken = default);

    /// <summary>Returns a URL that answers one file.</summary>
    [Get("/api/2.0/mlflow-artifacts/presigned/{**path}")]
    Task<MlflowPresignedDownload> GetPresignedAsync(string path, CancellationToken cancellationToken = default);
}
