using System.Net;

namespace FraudMl;

/// <summary>Logs each attempt in; a token that is refused before its time is renewed once.</summary>
internal sealed class LoginHandler(Login login) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AccessToken token = await login.TokenAsync(cancellationToken).ConfigureAwait(false);
        token.LogIn(request);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !login.Forget(token)) return response;
        response.Dispose();
        (await login.TokenAsync(cancellationToken).ConfigureAwait(false)).LogIn(request);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
