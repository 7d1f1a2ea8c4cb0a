using System.Net;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Files behind the workspace's Files API, by addresses that it signs one by one.</summary>
/// <param name="root">The folder, such as <c>/Models/catalog/schema/model/3</c>.</param>
/// <param name="calls">The API.</param>
internal sealed class FilesApiAccess(string root, MlflowCalls calls) : IFileAccess
{
    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        List<FilesEntry> entries = [];
        string? next = null;
        try
        {
            do
            {
                FilesPage page = await calls.GetAsync("fs/directories" + ArtifactPath.Escape(PathOf(folder)),
                    ArtifactJson.Default.FilesPage, cancellationToken, ("page_token", next)).ConfigureAwait(false);
                entries.AddRange(page.Contents ?? []);
                next = page.NextPageToken;
            }
            while (!string.IsNullOrEmpty(next));
        }
        catch (DatabricksException error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        return [.. entries.Select(entry => new MlflowFileInfo
        {
            Path = entry.Path.TrimEnd('/')[(entry.Path.TrimEnd('/').LastIndexOf('/') + 1)..], IsDir = entry.IsDirectory,
            FileSize = entry.IsDirectory ? null : entry.FileSize,
        })];
    }

    public async Task<SignedFile> SignAsync(string path, bool isWrite, bool isRefused, CancellationToken cancellationToken)
    {
        FileAddress address = await calls.PostAsync(isWrite ? "fs/create-upload-url" : "fs/create-download-url",
            new FileRequest(PathOf(path)), ArtifactJson.Default.FileRequest, ArtifactJson.Default.FileAddress, cancellationToken)
            .ConfigureAwait(false);
        return SignedFile.Of(address.Url, SentHeader.Pairs(address.Headers), SignedKind.Whole);
    }

    private string PathOf(string path) => path.Length == 0 ? root : $"{root}/{path}";
}
