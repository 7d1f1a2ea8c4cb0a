namespace FraudMl;

/// <summary>Says a log-in that does not work as MLflow's client says errors.</summary>
internal sealed class WorkspaceErrorsHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error)
        {
            throw MlflowErrors.Of(error);
        }
    }
}
