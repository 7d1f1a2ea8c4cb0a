using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Where a workspace issues tokens, and where a GitHub workflow gets those that are exchanged for them.</summary>
internal sealed class TokenService(Uri host, DatabricksClient client, TimeProvider time)
{
    /// <value>What asks for tokens.</value>
    public DatabricksClient Client => client;

    public TimeProvider Time => time;

    private const string Discovery = "oidc/.well-known/oauth-authorization-server";

    private Uri? _endpoint;

    /// <summary>Returns a token for a service principal's secret.</summary>
    public Task<AccessToken> OfSecretAsync(string clientId, string clientSecret) => IssueAsync(
        new() { ["grant_type"] = "client_credentials" },
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"))));

    /// <summary>Returns a token for one of another issuer that the workspace trusts.</summary>
    /// <param name="clientId">The service principal; null where the account trusts the issuer for all.</param>
    /// <param name="subjectToken">The other issuer's token.</param>
    public Task<AccessToken> ExchangeAsync(string? clientId, string subjectToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["subject_token"] = subjectToken,
        };
        if (clientId is not null) form["client_id"] = clientId;
        return IssueAsync(form, login: null);
    }

    /// <summary>Returns the token that says which GitHub workflow this is.</summary>
    public async Task<string> OfGithubAsync(string address, string token, string? audience)
    {
        audience ??= (await EndpointAsync().ConfigureAwait(false)).AbsoluteUri;
        using var request = new HttpRequestMessage(HttpMethod.Get,
            $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}audience={Uri.EscapeDataString(audience)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        GithubToken answer = await client.SendAsync(request, TokenJson.Default.GithubToken, CancellationToken.None).ConfigureAwait(false);
        return answer.Value ?? throw new DatabricksException(
            "GitHub answered without a token. Check that the workflow has permissions: id-token: write.");
    }

    private async Task<AccessToken> IssueAsync(Dictionary<string, string> form, AuthenticationHeaderValue? login)
    {
        form["scope"] = "all-apis";
        using var request = new HttpRequestMessage(HttpMethod.Post, await EndpointAsync().ConfigureAwait(false))
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Authorization = login;
        DateTimeOffset now = time.GetUtcNow();
        IssuedToken issued = await client.SendAsync(request, TokenJson.Default.IssuedToken, CancellationToken.None).ConfigureAwait(false);
        return issued is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 and < int.MaxValue }
            ? new AccessToken(new AuthenticationHeaderValue("Bearer", token), now, now.AddSeconds(issued.ExpiresIn))
            : throw new DatabricksException(
                "The workspace answered without a token, or with one that never was good. Check the host, and this machine's clock.");
    }

    // A secret goes to the workspace itself, whatever the answer names.
    private async Task<Uri> EndpointAsync()
    {
        if (_endpoint is { } known) return known;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host, Discovery));
        TokenPlaces places = await client.SendAsync(request, TokenJson.Default.TokenPlaces, CancellationToken.None).ConfigureAwait(false);
        return Uri.TryCreate(places.TokenEndpoint, UriKind.Absolute, out Uri? endpoint) && Uri.Compare(endpoint, host,
            UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? _endpoint = endpoint
            : throw new DatabricksException("The workspace names no place of its own where tokens are issued. Check that the host is that "
                + "of a workspace.");
    }
}

/// <summary>Where tokens are issued.</summary>
internal sealed record TokenPlaces([property: JsonPropertyName("token_endpoint")] string? TokenEndpoint);

/// <summary>A token that was issued.</summary>
internal sealed class IssuedToken
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public double ExpiresIn { get; init; }
}

/// <summary>GitHub's answer.</summary>
internal sealed class GithubToken
{
    [JsonPropertyName("value")]
    public string? Value { get; init; }
}

[JsonSerializable(typeof(TokenPlaces))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(GithubToken))]
internal sealed partial class TokenJson : JsonSerializerContext;
