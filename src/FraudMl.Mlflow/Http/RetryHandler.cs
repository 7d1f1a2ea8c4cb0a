using Polly;

namespace FraudMl.Mlflow;

/// <summary>Sends a request through retries and limits of time.</summary>
internal sealed class RetryHandler(ResiliencePipeline<HttpResponseMessage> retries) : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> _request = new("request");

    /// <summary>Returns the request that is sent.</summary>
    public static HttpRequestMessage? RequestOf(ResilienceContext context) => context.Properties.GetValue(_request, null!);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(_request, request);
        try
        {
            return await retries.ExecuteAsync(AttemptAsync, context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        async ValueTask<HttpResponseMessage> AttemptAsync(ResilienceContext attempt) =>
            await base.SendAsync(request, attempt.CancellationToken).ConfigureAwait(false);
    }
}
