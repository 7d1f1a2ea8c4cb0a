using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The files of a run or a logged model, by rights that the tracking server gives file by file.</summary>
internal sealed class TrackedAccess(
    TrackedPlace place, MlflowCalls calls, StorageClient storage, IMlflowRuns runs, IMlflowLoggedModels models) : IFileAccess
{
    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        List<MlflowFileInfo> files = [];
        string? next = null;
        do
        {
            string? path = folder.Length == 0 ? null : folder;
            MlflowArtifactPage page = await (place.IsModel
                ? models.ListArtifactsAsync(place.Owner, path, next, cancellationToken)
                : runs.ListArtifactsAsync(place.Owner, path, next, cancellationToken)).ConfigureAwait(false);
            // Asked for a file, it lists the file.
            files.AddRange(page.Files.Where(file => file.IsDir || file.Path != folder));
            next = page.Files.Count == 0 ? null : page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next));
        return [.. files.Select(file => file with { Path = file.Path[(file.Path.LastIndexOf('/') + 1)..] })
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    // Each is asked for anew: rights are good for minutes.
    public async Task<SignedFile> SignAsync(string path, bool isWrite, bool isRefused, CancellationToken cancellationToken)
    {
        ArtifactCredential? credential = place.IsModel
            ? await OfModelAsync(path, isWrite, cancellationToken).ConfigureAwait(false)
            : await OfRunAsync(path, isWrite, cancellationToken).ConfigureAwait(false);
        return credential?.ToFile() ?? throw new DatabricksException(
            $"Databricks gave no right to the artifact '{path}'. Check that the experiment may be read or edited.");
    }

    // Only runs in S3 have it.
    public async Task<IPartedUpload?> BeginPartsAsync(string path, int partCount, CancellationToken cancellationToken)
    {
        if (place.IsModel || await OfRunAsync(path, isWrite: true, cancellationToken).ConfigureAwait(false)
            is not { Type: "AWS_PRESIGNED_URL" }) return null;
        PartsAnswer begun = await calls.PostAsync("mlflow/artifacts/create-multipart-upload",
            new PartsRequest(place.Owner, path, partCount), ArtifactJson.Default.PartsRequest, ArtifactJson.Default.PartsAnswer,
            cancellationToken).ConfigureAwait(false);
        return new Parts(place.Owner, path, begun, calls, storage);
    }

    private async Task<ArtifactCredential?> OfRunAsync(string path, bool isWrite, CancellationToken cancellationToken)
    {
        RunCredentials answer = await calls.PostAsync($"mlflow/artifacts/credentials-for-{(isWrite ? "write" : "read")}",
            new RunCredentialsRequest(place.Owner, [path]), ArtifactJson.Default.RunCredentialsRequest,
            ArtifactJson.Default.RunCredentials, cancellationToken).ConfigureAwait(false);
        return answer.CredentialInfos is [var credential, ..] ? credential : null;
    }

    private async Task<ArtifactCredential?> OfModelAsync(string path, bool isWrite, CancellationToken cancellationToken)
    {
        ModelCredentials answer = await calls.PostAsync(
            $"mlflow/logged-models/{place.Owner}/artifacts/credentials-for-{(isWrite ? "upload" : "download")}",
            new ModelCredentialsRequest([path]), ArtifactJson.Default.ModelCredentialsRequest, ArtifactJson.Default.ModelCredentials,
            cancellationToken).ConfigureAwait(false);
        return answer.Credentials is [var credential, ..] ? credential.CredentialInfo : null;
    }

    private sealed class Parts(string run, string path, PartsAnswer begun, MlflowCalls calls, StorageClient storage) : IPartedUpload
    {
        public async Task<SignedFile> SignAsync(int part, bool isRefused, CancellationToken cancellationToken)
        {
            ArtifactCredential? credential = !isRefused && begun.UploadCredentialInfos is { } given && part <= given.Count
                ? given[part - 1]
                : (await calls.GetAsync("mlflow/artifacts/get-presigned-upload-part-url", ArtifactJson.Default.PartAnswer,
                    cancellationToken, ("run_id", run), ("path", path), ("upload_id", begun.UploadId),
                    ("part_number", part.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false)).UploadCredentialInfo;
            return credential?.ToFile() ?? throw new DatabricksException(
                $"Databricks gave no right to a part of the artifact '{path}'. Try it again.");
        }

        public Task CompleteAsync(IReadOnlyList<string> tags, CancellationToken cancellationToken) => calls.PostAsync(
            "mlflow/artifacts/complete-multipart-upload",
            new PartsEnd(run, path, begun.UploadId, [.. tags.Select((tag, i) => new PartTag(i + 1, tag))]),
            ArtifactJson.Default.PartsEnd, ArtifactJson.Default.NoAnswer, cancellationToken);

        public async Task AbortAsync()
        {
            if (begun.AbortCredentialInfo is not { } abort) return;
            try
            {
                using HttpResponseMessage response = await storage.SendAsync(
                    _ => Task.FromResult(abort.ToFile()), file => file.Request(HttpMethod.Delete), CancellationToken.None)
                    .ConfigureAwait(false);
            }
            catch (DatabricksException)
            {
                // What went wrong before is what is told; the storage throws old parts away itself.
            }
        }
    }
}
