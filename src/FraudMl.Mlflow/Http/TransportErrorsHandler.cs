namespace FraudMl.Mlflow;

/// <summary>Says a request that got no answer, after all its retries, as <see cref="MlflowException"/>.</summary>
/// <param name="wayOut">What to check then, in one sentence.</param>
internal sealed class TransportErrorsHandler(string wayOut) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or MlflowException))
        {
            throw HttpErrors.OfTransport(request, error, wayOut);
        }
    }
}
