using System.Net;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Sends requests to the clouds' storage, and asks for a fresh right where one was refused.</summary>
internal sealed class StorageClient(Workspace workspace) : IDisposable
{
    // One may expire on the way, the next one is refused for good.
    private const int MostRefusals = 3, LongestRefusal = 1 << 16;

    // Lists of a thousand files.
    private const long LargestAnswer = 64 << 20;

    private readonly DatabricksClient _files = Client(workspace), _calls = Client(workspace, new WholeAnswersHandler(LargestAnswer));

    public void Dispose()
    {
        _files.Dispose();
        _calls.Dispose();
    }

    /// <summary>Opens a file; the answer is the caller's, who reads it as it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(
        Func<bool, Task<SignedFile>> sign, Func<SignedFile, HttpRequestMessage> request, CancellationToken cancellationToken) =>
        SendAsync(_files, sign, request, cancellationToken);

    /// <summary>Sends a request until it is answered well and to the end; the answer is the caller's.</summary>
    /// <param name="sign">Gives the right; told whether the one before was refused.</param>
    /// <param name="request">Makes the request, once for each right.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DatabricksException">Thrown when it is answered badly, or not.</exception>
    public Task<HttpResponseMessage> SendAsync(
        Func<bool, Task<SignedFile>> sign, Func<SignedFile, HttpRequestMessage> request, CancellationToken cancellationToken) =>
        SendAsync(_calls, sign, request, cancellationToken);

    /// <summary>Sends a request that needs no right of its own, and reads its answer whole.</summary>
    public async Task<byte[]> ReadAsync(Func<bool, Task<SignedFile>> sign, string query, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(sign, file => file.Request(HttpMethod.Get, query), cancellationToken)
            .ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for headers only, whatever the status.</summary>
    public async Task<HttpResponseMessage> HeadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, workspace.Settings.Options.Storage(address));
        return await _calls.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static DatabricksClient Client(Workspace workspace, params DelegatingHandler[] handlers) => new(
        address: null, CallBudget.Uploads(workspace.Settings.Options.RetryTimeout), workspace.Time, workspace.Logger, handlers);

    private async Task<HttpResponseMessage> SendAsync(DatabricksClient client, Func<bool, Task<SignedFile>> sign,
        Func<SignedFile, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (int refusals = 0; ; refusals++)
        {
            SignedFile file = await sign(refusals > 0).ConfigureAwait(false);
            using HttpRequestMessage sent = request(file);
            sent.RequestUri = workspace.Settings.Options.Storage(sent.RequestUri!);
            HttpResponseMessage response = await client.SendAsync(sent, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                byte[] body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
                if (refusals == MostRefusals || !IsRefused(response.StatusCode, body))
                    throw CallErrors.OfAnswer(sent, response, body);
            }
        }
    }

    private static bool IsRefused(HttpStatusCode status, byte[] body) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        // S3 and GCS say so of tokens that are over.
        || (status == HttpStatusCode.BadRequest && body.AsSpan().IndexOf("ExpiredToken"u8) >= 0);

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] body = new byte[LongestRefusal];
        try
        {
            int length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return body[..length];
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // The status is there; what it was to be told with is not.
            return [];
        }
    }
}
