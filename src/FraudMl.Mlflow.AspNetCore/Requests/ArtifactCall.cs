using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace FraudMl.Mlflow;

/// <summary>One request for a file.</summary>
internal sealed class ArtifactCall(HttpContext context, MlflowClient client, string method, long? lengthLimit)
{
    public HttpContext Context => context;

    public MlflowClient Client => client;

    public string Method => method;

    public CancellationToken Cancelled => context.RequestAborted;

    /// <summary>Returns a field of the query, or <see langword="null"/>.</summary>
    public string? Query(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Returns a part of the path.</summary>
    public string Segment(string name) => context.GetRouteValue(name) as string ?? "";

    /// <summary>Returns the body, which must not be longer than the limit.</summary>
    public Stream Body()
    {
        RequestBody.Limit(context, lengthLimit);
        return new RequestBodyStream(context.Request.Body, lengthLimit);
    }

    /// <summary>Returns what follows a marker in the path as it was sent, unescaped once: the web server takes <c>..</c> away before
    /// anyone can refuse it.</summary>
    public static string? SentPathAfter(HttpContext context, string marker)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? target : target[..query];
        int at = path.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Uri.UnescapeDataString(path[(at + marker.Length)..]);
    }
}
