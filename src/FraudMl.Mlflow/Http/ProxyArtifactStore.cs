using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace FraudMl.Mlflow;

/// <summary>Artifacts behind the server's proxy (<c>mlflow-artifacts:</c>); folders of this machine where the
/// server hands out such.</summary>
/// <param name="files">Sends and reads files as they come.</param>
/// <param name="calls">Reads answers whole.</param>
internal sealed class ProxyArtifactStore(HttpClient files, HttpClient calls) : IMlflowArtifactStore
{
    private const string Endpoint = "api/2.0/mlflow-artifacts/artifacts";

    private static readonly LocalArtifactStore _local = new(proxyRoot: null);

    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default)
    {
        if (PathOf(uri) is not { } path)
            return await _local.ListAsync(uri, cancellationToken).ConfigureAwait(false);
        using HttpResponseMessage response = await SendAsync(calls, HttpMethod.Get, $"{Endpoint}?path={Uri.EscapeDataString(path)}", null,
            cancellationToken).ConfigureAwait(false);
        try
        {
            MlflowArtifactPage? page = await response.Content.ReadFromJsonAsync(MlflowJson.TypeInfo<MlflowArtifactPage>(),
                cancellationToken).ConfigureAwait(false);
            return page?.Files ?? [];
        }
        catch (System.Text.Json.JsonException error)
        {
            throw HttpErrors.OfUnreadableAnswer(response, error);
        }
    }

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default)
    {
        if (PathOf(uri) is not { } path)
            return await _local.OpenReadAsync(uri, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(files, HttpMethod.Get, $"{Endpoint}/{ArtifactPath.Escape(path)}", null,
            cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default)
    {
        if (PathOf(uri) is not { } path)
        {
            await _local.WriteAsync(uri, content, cancellationToken).ConfigureAwait(false);
            return;
        }

        Stream repeatable = await RepeatableStream.OfAsync(content, cancellationToken).ConfigureAwait(false);
        try
        {
            // The caller's stream stays open: StreamContent would close it with the request.
            using var body = new StreamContent(new UnclosedStream(repeatable));
            body.Headers.ContentType = new MediaTypeHeaderValue(UploadTypes.Of(path));
            using HttpResponseMessage response = await SendAsync(files, HttpMethod.Put, $"{Endpoint}/{ArtifactPath.Escape(path)}", body,
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (repeatable != content)
                await repeatable.DisposeAsync().ConfigureAwait(false);
        }
    }

    public string? LocalPath(string uri) => PathOf(uri) is null ? _local.LocalPath(uri) : null;

    private static string? PathOf(string uri) => uri.StartsWith(LocalArtifactStore.ProxyScheme, StringComparison.OrdinalIgnoreCase)
        ? ArtifactPath.Checked(LocalArtifactStore.PathBehind(uri))
        : null;

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await HttpErrors.OfAnswerAsync(response).ConfigureAwait(false);
    }
}
