using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FraudMl.Mlflow;
using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>Makes calls within a budget, and reads their answers whole.</summary>
internal sealed class DatabricksClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">What paths are relative to; null where they are none.</param>
    /// <param name="budget">How long calls may take.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="logger">Hears of retries.</param>
    /// <param name="handlers">What is done for each attempt, from the outside in.</param>
    public DatabricksClient(Uri? address, CallBudget budget, TimeProvider time, ILogger logger, params DelegatingHandler[] handlers)
    {
        HttpMessageHandler inner = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false,
        };
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = inner;
            inner = handler;
        }

        Handler = new RetryHandler(CallRetries.Of(budget, time, logger)) { InnerHandler = inner };
        _http = Over(Handler, address);
    }

    /// <summary>What it sends through: log-in, limits and retries, for clients of other shape.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Returns a client that sends through a handler, whose owner disposes it.</summary>
    public static HttpClient Over(HttpMessageHandler handler, Uri? address)
    {
        var client = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        string version = typeof(DatabricksClient).Assembly.GetName().Version?.ToString(3) ?? "0";
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("fraudml-databricks", version));
        return client;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Makes a call and returns its answer once the headers are there.</summary>
    /// <exception cref="DatabricksException">Thrown when there was no answer in time.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or FraudMlException))
        {
            throw CallErrors.OfTransport(request, error);
        }
    }

    /// <summary>Makes a call and reads the JSON of its answer.</summary>
    /// <exception cref="DatabricksException">Thrown when it was refused or there was no answer in time.</exception>
    public async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw CallErrors.OfAnswer(request, response, body);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw CallErrors.OfUnreadable(request, response, error);
        }
    }

    /// <summary>Makes a call whose answer holds nothing.</summary>
    /// <param name="request">The call.</param>
    /// <param name="mayBeAbsent">Whether it is as well where what it is about is not there.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DatabricksException">Thrown when it was refused or there was no answer in time.</exception>
    public async Task SendAsync(HttpRequestMessage request, bool mayBeAbsent, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || (mayBeAbsent && response.StatusCode == HttpStatusCode.NotFound)) return;
        throw CallErrors.OfAnswer(
            request, response, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }
}
