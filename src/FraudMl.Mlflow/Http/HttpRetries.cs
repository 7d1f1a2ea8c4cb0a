using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FraudMl.Mlflow;

/// <summary>Which requests are sent again: everything that may be sent twice, on 408, 429, 500, 502, 503, 504 and
/// broken connections.</summary>
internal static class HttpRetries
{
    /// <summary>Returns retries with a limit of time for each attempt.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Of(int retryCount, TimeSpan timeout, ILogger logger, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (retryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = retryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = arguments => ValueTask.FromResult(AskedFor(
                    arguments.Outcome.Result?.Headers.RetryAfter, time)),
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(arguments.Outcome, RetryHandler.RequestOf(arguments.Context))),
                OnRetry = arguments =>
                {
                    HttpRequestMessage? request = RetryHandler.RequestOf(arguments.Context);
                    string route = TelemetryHandler.RouteOf(request?.RequestUri?.AbsolutePath ?? "");
                    int attempt = arguments.AttemptNumber + 1;
                    MlflowLog.Retrying(logger, request?.Method.Method ?? "", route, attempt, arguments.RetryDelay,
                        Describe(arguments.Outcome));
                    return ValueTask.CompletedTask;
                },
            });
        }

        // In real time, whatever clock the waits go by.
        return builder.AddPipeline(new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(timeout).Build()).Build();
    }

    // Null: as the backoff says.
    internal static TimeSpan? AskedFor(RetryConditionHeaderValue? header, TimeProvider time)
    {
        TimeSpan? asked = header?.Delta ?? header?.Date - time.GetUtcNow();
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    internal static string Describe(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: var status } => $"status {(int)status}",
        { Exception: { } error } => error.GetType().Name,
        _ => "no answer",
    };

    private static bool ShouldRetry(Outcome<HttpResponseMessage> outcome, HttpRequestMessage? request)
    {
        bool mayHaveMadeSomething = request is not null && Creates(request);
        return outcome switch
        {
            // Not even begun, so it is safe for every request.
            { Exception: TokenException } => true,
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError } } => true,
            { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
            { Exception: HttpRequestException or TimeoutRejectedException } => !mayHaveMadeSomething,
            { Result: { } response } => (int)response.StatusCode is 408 or 500 or 502 or 503 or 504 && !mayHaveMadeSomething,
            _ => false,
        };
    }

    /// <summary>Whether the request makes something new each time it arrives.</summary>
    private static bool Creates(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri?.AbsolutePath is { } path
        && (path.EndsWith("/create", StringComparison.Ordinal) || path.EndsWith("/logged-models", StringComparison.Ordinal)
            || path.EndsWith("/webhooks", StringComparison.Ordinal));
}
