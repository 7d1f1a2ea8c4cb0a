using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Folders and files of the workspace. Each call may be made twice: what is there stays or is replaced.</summary>
internal sealed class WorkspaceFiles(Workspace workspace)
{
    private const string Files = "api/2.0/workspace/";

    /// <summary>Makes a folder, and those above it.</summary>
    /// <exception cref="DatabricksException">Thrown when the workspace refuses.</exception>
    public Task MakeFolderAsync(string path, CancellationToken cancellationToken) =>
        PostAsync("mkdirs", new NewFolder(path), WorkspaceFilesJson.Default.NewFolder, cancellationToken);

    /// <summary>Writes a file into a folder that is there; one that is there is replaced.</summary>
    /// <exception cref="DatabricksException">Thrown when the workspace refuses.</exception>
    public Task WriteAsync(string path, ReadOnlySpan<byte> content, CancellationToken cancellationToken) => PostAsync("import",
        new NewFile(path, Convert.ToBase64String(content), "AUTO", Overwrite: true), WorkspaceFilesJson.Default.NewFile, cancellationToken);

    private async Task PostAsync<T>(string call, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Files + call) { Content = JsonBody.Of(body, type) };
        await workspace.Api.SendAsync(request, mayBeAbsent: false, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>A folder that is to be.</summary>
internal sealed record NewFolder(string Path);

/// <summary>A file that is to be.</summary>
internal sealed record NewFile(string Path, string Content, string Format, bool Overwrite);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewFolder))]
[JsonSerializable(typeof(NewFile))]
internal sealed partial class WorkspaceFilesJson : JsonSerializerContext;
