namespace FraudMl.Mlflow;

/// <summary>Says a request that got no answer, after all its retries, as <see cref="MlflowException"/>.</summary>
/// <param name="readsAnswers">Whether answers are read here, so that a connection that breaks in the middle is
/// said too; files are not.</param>
internal sealed class TransportErrorsHandler(bool readsAnswers) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (readsAnswers)
                await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception error) when (error is not (OperationCanceledException or MlflowException))
        {
            throw HttpErrors.OfTransport(request, error);
        }
    }
}
