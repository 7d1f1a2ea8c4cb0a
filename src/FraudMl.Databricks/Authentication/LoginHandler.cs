using System.Net;

namespace FraudMl;

/// <summary>Logs each attempt in. A token that is refused before its time is renewed once; what is refused then is told.</summary>
/// <param name="login">The log-in.</param>
/// <param name="takesTokensOnly">Whether a name and password are of no use there.</param>
internal sealed class LoginHandler(Login login, bool takesTokensOnly = false) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AccessToken token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        bool isRenewed = login.Forget(token);
        if (isRenewed)
        {
            response.Dispose();
            token = await TokenAsync(cancellationToken).ConfigureAwait(false);
            response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        }

        using (response)
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            throw CallErrors.OfAnswer(request, response, body, isRenewed);
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        token.LogIn(request);
        return base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<AccessToken> TokenAsync(CancellationToken cancellationToken)
    {
        AccessToken token = await login.TokenAsync(cancellationToken).ConfigureAwait(false);
        return token.IsBearer || !takesTokensOnly ? token : throw new DatabricksException(
            "Serving endpoints take tokens only. Log in by a token or a service principal, not by name and password.");
    }
}
