using System.Text;

namespace FraudMl.Mlflow;

/// <summary>Small uploads.</summary>
public static class MlflowArtifactsExtensions
{
    /// <summary>Writes text as UTF-8; the URI names the file.</summary>
    public static Task UploadTextAsync(this IMlflowArtifacts artifacts, string uri, string text,
        CancellationToken cancellationToken = default) =>
        artifacts.UploadBytesAsync(uri, Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Writes bytes; the URI names the file.</summary>
    public static async Task UploadBytesAsync(this IMlflowArtifacts artifacts, string uri, ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await artifacts.UploadAsync(uri, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a text file.</summary>
    public static async Task<string> ReadTextAsync(this IMlflowArtifacts artifacts, string uri,
        CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(await artifacts.OpenReadAsync(uri, cancellationToken).ConfigureAwait(false), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
