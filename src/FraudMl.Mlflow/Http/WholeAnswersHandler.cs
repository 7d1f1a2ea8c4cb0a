namespace FraudMl.Mlflow;

/// <summary>Reads answers whole within the attempt, so that one that breaks off in the middle is asked for again.</summary>
/// <param name="largest">The most bytes of an answer; one with more is an error.</param>
internal sealed class WholeAnswersHandler(long largest = int.MaxValue) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
