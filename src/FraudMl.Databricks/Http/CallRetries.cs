using System.Net;
using System.Security.Cryptography;
using FraudMl.Mlflow;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FraudMl;

/// <summary>
/// Which calls are made again: 429 and 503 when the server or, where it is silent, the backoff says, and broken connections. A
/// call that makes something new each time it arrives is made again only where it was turned away; every other may be made twice: a query
/// that is sent again finds the same rows.
/// </summary>
internal static class CallRetries
{
    private const int LongestBackoffSeconds = 10;

    private static readonly ResiliencePropertyKey<DateTimeOffset> _firstFailure = new("first-failure");

    /// <summary>Returns retries within a budget, which counts from the first failure.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Of(CallBudget budget, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = int.MaxValue,
                MaxDelay = TimeSpan.FromDays(1),
                ShouldHandle = arguments => ValueTask.FromResult(
                    ShouldRetry(arguments.Outcome, RetryHandler.RequestOf(arguments.Context)) && IsWithin(budget, arguments, time)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    Wait(arguments.Outcome, arguments.AttemptNumber, time) + Jitter()),
                OnRetry = arguments =>
                {
                    HttpRequestMessage? request = RetryHandler.RequestOf(arguments.Context);
                    DatabricksLog.Retrying(logger, request?.Method.Method ?? "", ApiGroup.Of(request?.RequestUri), arguments.RetryDelay,
                        HttpRetries.Describe(arguments.Outcome));
                    return ValueTask.CompletedTask;
                },
            })
            // In real time, whatever clock the waits go by.
            .AddPipeline(new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(budget.Attempt).Build())
            .Build();

    private static bool ShouldRetry(Outcome<HttpResponseMessage> outcome, HttpRequestMessage? request) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError } } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        _ when request is not null && Creates(request) => false,
        // It is larger than any answer should be, and will be so again.
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    // A name can be created once, so that those calls may be made twice, too. An endpoint is built anew for each configuration.
    private static bool Creates(HttpRequestMessage request) => (request.Method.Method, request.RequestUri?.AbsolutePath) switch
    {
        ("POST", { } path) => path.EndsWith("/runs/create", StringComparison.Ordinal)
            || path.EndsWith("/model-versions/create", StringComparison.Ordinal)
            || path.EndsWith("/logged-models", StringComparison.Ordinal),
        ("PUT", { } path) => ApiGroup.Of(request.RequestUri) == ApiGroup.Endpoints && path.EndsWith("/config", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsWithin(CallBudget budget, RetryPredicateArguments<HttpResponseMessage> arguments, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset first = arguments.Context.Properties.GetValue(_firstFailure, now);
        arguments.Context.Properties.Set(_firstFailure, first);
        return now + Wait(arguments.Outcome, arguments.AttemptNumber, time) <= first + budget.Total;
    }

    private static TimeSpan Wait(Outcome<HttpResponseMessage> outcome, int attempt, TimeProvider time) =>
        HttpRetries.AskedFor(outcome.Result?.Headers.RetryAfter, time)
            ?? TimeSpan.FromSeconds(Math.Min(LongestBackoffSeconds, attempt + 1));

    // Clients that were turned away together do not come back together; nothing that is computed depends on it.
    private static TimeSpan Jitter() => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000));
}
