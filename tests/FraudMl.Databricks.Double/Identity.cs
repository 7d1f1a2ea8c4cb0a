using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>Who may log in: personal tokens, service principals with secrets, and subjects of a trusted issuer.</summary>
public sealed class Identity(DoubleClock clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new();
    private int _count;

    /// <summary>Personal access tokens.</summary>
    public HashSet<string> PersonalTokens { get; } = [];

    /// <summary>Names and passwords.</summary>
    public HashSet<string> Passwords { get; } = [];

    /// <summary>Secrets by client id.</summary>
    public Dictionary<string, string> Principals { get; } = [];

    /// <summary>Tokens of another issuer that are taken for one of ours.</summary>
    public HashSet<string> SubjectTokens { get; } = [];

    /// <summary>How long an issued token is good.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Where discovery says that tokens are issued; null for where they are.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Whether the token endpoint refuses everybody.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How many tokens were issued.</summary>
    public int IssuedCount => _count;

    /// <summary>Makes every issued token void.</summary>
    public void Revoke() => _issued.Clear();

    /// <summary>Whether an Authorization header lets in.</summary>
    public bool LetsIn(string? authorization)
    {
        if (authorization is null) return false;
        if (authorization.StartsWith("Basic ", StringComparison.Ordinal))
            return Passwords.Contains(Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])));
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal)) return false;
        string token = authorization[7..];
        return PersonalTokens.Contains(token)
            || (_issued.TryGetValue(token, out DateTimeOffset expires) && clock.GetUtcNow() < expires);
    }

    /// <summary>Answers a request for a token.</summary>
    public async Task<(int Status, JsonObject Body)> IssueAsync(HttpRequest request)
    {
        if (!request.HasFormContentType) return Refused("invalid_request", "The body must be a form.");
        IFormCollection form = await request.ReadFormAsync();
        if (IsClosed) return Refused("access_denied", "The principal is not active.");
        if (form["scope"] != "all-apis") return Refused("invalid_scope", "The scope must be all-apis.");
        switch (form["grant_type"].ToString())
        {
            case "client_credentials":
                string basic = request.Headers.Authorization.ToString();
                if (!basic.StartsWith("Basic ", StringComparison.Ordinal)) return Refused("invalid_client", "Log in by HTTP Basic.");
                string[] pair = Encoding.UTF8.GetString(Convert.FromBase64String(basic[6..])).Split(':', 2);
                return Principals.TryGetValue(pair[0], out string? secret) && secret == pair[^1]
                    ? Issued()
                    : (401, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "Client authentication failed" });
            case "urn:ietf:params:oauth:grant-type:token-exchange":
                return form["subject_token_type"] == "urn:ietf:params:oauth:token-type:jwt"
                    && SubjectTokens.Contains(form["subject_token"].ToString())
                    ? Issued() : Refused("invalid_grant", "The subject token is not trusted.");
            default:
                return Refused("unsupported_grant_type", "No such grant.");
        }
    }

    /// <summary>Issues a token.</summary>
    public string NewToken()
    {
        string token = $"issued-secret-{Interlocked.Increment(ref _count)}";
        _issued[token] = clock.GetUtcNow() + TokenLife;
        return token;
    }

    private (int Status, JsonObject Body) Issued()
    {
        string token = NewToken();
        return (200, new JsonObject
        {
            ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = (long)TokenLife.TotalSeconds, ["scope"] = "all-apis",
        });
    }

    private static (int Status, JsonObject Body) Refused(string error, string description) =>
        (400, new JsonObject { ["error"] = error, ["error_description"] = description });
}
