using System.Net.Http.Headers;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>Adds the bearer token, or user name and password.</summary>
internal sealed class CredentialsHandler(MlflowOptions options) : DelegatingHandler
{
    private readonly AuthenticationHeaderValue? _credentials = options switch
    {
        { Token: { } token } => new AuthenticationHeaderValue("Bearer", token),
        { Username: { } name } => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{options.Password}"))),
        _ => null,
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization ??= _credentials;
        return base.SendAsync(request, cancellationToken);
    }
}
