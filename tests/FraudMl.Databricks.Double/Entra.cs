using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>Microsoft Entra and the places on a machine of Azure where tokens of its identity are had.</summary>
public sealed class Entra(Identity workspace, DoubleClock clock)
{
    private const string Databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", Management = "https://management.core.windows.net/";

    private readonly ConcurrentDictionary<string, bool> _management = new();

    /// <summary>The tenant of the workspace.</summary>
    public const string Tenant = "tenant-1";

    /// <summary>Secrets by application id.</summary>
    public Dictionary<string, string> Principals { get; } = [];

    /// <summary>The managed identities of the machine; the first is meant where none is named.</summary>
    public List<string> Identities { get; } = [];

    /// <summary>The resource that must be named, with a token for the management of Azure; null where users log in alone.</summary>
    public string? Resource { get; set; }

    /// <summary>Whether what stands beside a log-in is enough.</summary>
    public bool LetsIn(IHeaderDictionary headers) => Resource is null
        || (headers["X-Databricks-Azure-Workspace-Resource-Id"] == Resource
            && _management.ContainsKey(headers["X-Databricks-Azure-SP-Management-Token"].ToString()));

    /// <summary>Answers for Entra and for the machine; null for what is no address of theirs.</summary>
    public async Task<(int Status, JsonNode? Body)?> AnswerAsync(HttpRequest request)
    {
        string path = request.Path;
        if (path == $"/{Tenant}/oauth2/v2.0/token" && request.Method == "POST")
        {
            IFormCollection form = await request.ReadFormAsync();
            if (!Principals.TryGetValue(form["client_id"].ToString(), out string? secret) || secret != form["client_secret"])
                return (401, Refused("invalid_client", "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1"));
            string scope = form["scope"].ToString();
            return scope.EndsWith("/.default", StringComparison.Ordinal) ? Issued(scope[..^"/.default".Length], asTexts: false)
                : (400, Refused("invalid_scope", "AADSTS70011: The scope is not valid."));
        }

        bool isMachine = path == "/metadata/identity/oauth2/token", isApp = path == "/app/identity";
        if (!isMachine && !isApp) return null;
        if (isMachine ? request.Headers["Metadata"] != "true" : request.Headers["X-IDENTITY-HEADER"] != "app-secret")
            return (400, Refused("invalid_request", "A header is missing."));
        string which = request.Query["client_id"].ToString();
        if (Identities.Count == 0 || (which.Length > 0 && !Identities.Contains(which)))
            return (400, Refused("invalid_request", "Identity not found"));
        return Issued(request.Query["resource"].ToString(), asTexts: true);
    }

    /// <summary>Issues a token for a resource.</summary>
    public (int Status, JsonNode? Body) Issued(string resource, bool asTexts)
    {
        string token = resource == Databricks ? workspace.NewToken() : $"management-secret-{Guid.NewGuid()}";
        if (resource == Management || resource == Management.TrimEnd('/')) _management[token] = true;
        else if (resource != Databricks) return (400, Refused("invalid_resource", "AADSTS500011: The resource was not found."));
        long life = (long)workspace.TokenLife.TotalSeconds;
        var answer = new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer" };
        if (asTexts)
        {
            answer["expires_in"] = $"{life}";
            answer["expires_on"] = $"{clock.GetUtcNow().ToUnixTimeSeconds() + life}";
        }
        else answer["expires_in"] = life;
        return (200, answer);
    }

    private static JsonObject Refused(string error, string description) =>
        new() { ["error"] = error, ["error_description"] = description };
}
