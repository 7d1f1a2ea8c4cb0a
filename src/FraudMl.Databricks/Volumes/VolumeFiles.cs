using System.Net.Http.Headers;

namespace FraudMl;

/// <summary>Files in volumes. Each call may be made twice: what is there is replaced, and what is gone is gone.</summary>
internal sealed class VolumeFiles(Workspace workspace)
{
    private const string Files = "api/2.0/fs/files", Directories = "api/2.0/fs/directories";

    /// <summary>Makes a folder, and those above it.</summary>
    public async Task MakeFolderAsync(VolumePath folder, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Directories + Escaped(folder));
        await workspace.Uploads.SendAsync(request, mayBeAbsent: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a file; one that is there is replaced.</summary>
    public async Task WriteAsync(VolumePath file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Files}{Escaped(file)}?overwrite=true")
        {
            Content = new ReadOnlyMemoryContent(bytes),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await workspace.Uploads.SendAsync(request, mayBeAbsent: false, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(VolumePath file, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Files + Escaped(file));
        await workspace.Uploads.SendAsync(request, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a folder, which must be empty.</summary>
    public async Task DeleteFolderAsync(VolumePath folder, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Directories + Escaped(folder));
        await workspace.Uploads.SendAsync(request, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
    }

    private static string Escaped(VolumePath path) => string.Join('/', path.Path.Split('/').Select(Uri.EscapeDataString));
}
