using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A folder of Google Cloud Storage: <c>gs://bucket/path</c>.</summary>
internal sealed class GoogleFolder(StorageClient storage, Uri location)
    : CloudFolder(storage, Uri.UnescapeDataString(location.AbsolutePath).Trim('/'))
{
    private const string Host = "https://storage.googleapis.com";

    public override SignedFile Sign(CloudCredentials credentials, string path, bool isWrite) =>
        Of(credentials, $"{Host}/{location.Host}/{ArtifactPath.Escape(PathOf(path))}");

    public override async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(
        Func<bool, Task<CloudCredentials>> credentials, string folder, CancellationToken cancellationToken)
    {
        List<MlflowFileInfo> files = [];
        string prefix = PathOf(folder) + "/";
        string? next = null;
        do
        {
            string query = $"prefix={Uri.EscapeDataString(prefix)}&delimiter=%2F"
                + (next is null ? "" : $"&pageToken={Uri.EscapeDataString(next)}");
            GoogleObjects page = CloudJson.Read(await Storage.ReadAsync(
                async isRefused => Of(await credentials(isRefused).ConfigureAwait(false), $"{Host}/storage/v1/b/{location.Host}/o"),
                query, cancellationToken).ConfigureAwait(false), CloudJson.Default.GoogleObjects);
            files.AddRange((page.Prefixes ?? []).Select(Folder));
            files.AddRange((page.Items ?? []).Where(item => item.Name != prefix)
                .Select(item => File(item.Name, long.Parse(item.Size ?? "0", CultureInfo.InvariantCulture))));
            next = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next));
        return files;
    }

    private static SignedFile Of(CloudCredentials credentials, string address) => SignedFile.Of(
        address,
        [new("Authorization", "Bearer " + (credentials.GcpOauthToken?.OauthToken
            ?? throw new DatabricksException("Databricks gave no token for the storage of the model version. Try it again.")))],
        SignedKind.Whole);
}
