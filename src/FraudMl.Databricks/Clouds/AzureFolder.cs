using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A folder of Azure Data Lake Storage: <c>abfss://container@account.dfs.core.windows.net/path</c>.</summary>
internal sealed class AzureFolder(StorageClient storage, Uri location)
    : CloudFolder(storage, Uri.UnescapeDataString(location.AbsolutePath).Trim('/'))
{
    public override SignedFile Sign(CloudCredentials credentials, string path, bool isWrite) =>
        Of(credentials, $"/{Uri.EscapeDataString(location.UserInfo)}/{ArtifactPath.Escape(PathOf(path))}", "");

    public override async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(
        Func<bool, Task<CloudCredentials>> credentials, string folder, CancellationToken cancellationToken)
    {
        List<MlflowFileInfo> files = [];
        string? next = null;
        try
        {
            do
            {
                string query = $"resource=filesystem&recursive=false&directory={Uri.EscapeDataString(PathOf(folder))}"
                    + (next is null ? "" : $"&continuation={Uri.EscapeDataString(next)}");
                using HttpResponseMessage response = await Storage.SendAsync(
                    async isRefused => Of(await credentials(isRefused).ConfigureAwait(false),
                        $"/{Uri.EscapeDataString(location.UserInfo)}", query),
                    file => file.Request(HttpMethod.Get), cancellationToken).ConfigureAwait(false);
                AzurePaths page = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
                files.AddRange((page.Paths ?? []).Select(path => path.IsDirectory == "true"
                    ? Folder(path.Name) : File(path.Name, long.Parse(path.ContentLength ?? "0", CultureInfo.InvariantCulture))));
                next = response.Headers.TryGetValues("x-ms-continuation", out IEnumerable<string>? tokens) ? tokens.First() : null;
            }
            while (!string.IsNullOrEmpty(next));
        }
        catch (DatabricksException error) when (error.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return [];
        }

        // Asked for a file, it lists the file.
        return files is [{ IsDir: false } only] && folder.EndsWith(only.Path, StringComparison.Ordinal) && folder.Length > 0 ? [] : files;
    }

    private SignedFile Of(CloudCredentials credentials, string path, string query)
    {
        string token = credentials.AzureUserDelegationSas?.SasToken?.TrimStart('?')
            ?? throw new DatabricksException("Databricks gave no signature for the storage of the model version. Try it again.");
        return SignedFile.Of($"https://{location.Host}{path}?{token}{(query.Length > 0 ? "&" + query : "")}", [], SignedKind.AzureLake);
    }

    private static async Task<AzurePaths> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return CloudJson.Read(body, CloudJson.Default.AzurePaths);
    }
}

/// <summary>What is in a folder of Azure.</summary>
internal sealed record AzurePaths(
    [property: JsonPropertyName("paths")] IReadOnlyList<AzurePath>? Paths);

/// <summary>A file or folder of Azure.</summary>
internal sealed record AzurePath(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("isDirectory")] string? IsDirectory,
    [property: JsonPropertyName("contentLength")] string? ContentLength);

/// <summary>What is in a folder of Google's storage.</summary>
internal sealed record GoogleObjects(
    [property: JsonPropertyName("items")] IReadOnlyList<GoogleObject>? Items,
    [property: JsonPropertyName("prefixes")] IReadOnlyList<string>? Prefixes,
    [property: JsonPropertyName("nextPageToken")] string? NextPageToken)
{
    public override string ToString() => "a page";
}

/// <summary>A file of Google's storage.</summary>
internal sealed record GoogleObject([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("size")] string? Size);

[JsonSerializable(typeof(AzurePaths))]
[JsonSerializable(typeof(GoogleObjects))]
internal sealed partial class CloudJson : JsonSerializerContext
{
    public static T Read<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new DatabricksException(
                "The storage of the model version answered a list of files that can't be read. Try it again.", error);
        }
    }
}
