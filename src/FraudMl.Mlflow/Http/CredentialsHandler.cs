using System.Net.Http.Headers;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>Adds the bearer token, or user name and password, to each attempt of a request.</summary>
internal sealed class CredentialsHandler(MlflowOptions options) : DelegatingHandler
{
    private readonly AuthenticationHeaderValue? _fixed = options switch
    {
        { Token: { } token } => Bearer(token),
        { Username: { } name } => new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{options.Password}"))),
        _ => null,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Set anew each time: a request that is tried again still has the token of the attempt before.
        request.Headers.Authorization =
            options.TokenSource is { } source ? await AskAsync(source, cancellationToken).ConfigureAwait(false) : _fixed;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    private static async Task<AuthenticationHeaderValue> AskAsync(
        Func<CancellationToken, ValueTask<string>> source, CancellationToken cancellationToken)
    {
        try
        {
            return Bearer(await source(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new TokenException(error);
        }
    }
}

/// <summary>No token came, so nothing was sent.</summary>
internal sealed class TokenException(Exception cause) : Exception($"The token source failed with {cause.GetType().Name}.", cause);
