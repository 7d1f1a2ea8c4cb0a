using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FraudMl.Databricks.Double;

/// <summary>
/// A Databricks workspace on a socket of this machine: log-in, SQL warehouses, statements and the storage that their results lie in, by the
/// documented rules. What goes wrong is said by <see cref="Faults"/>.
/// </summary>
public sealed class DatabricksDouble : IAsyncDisposable
{
    private const string StoragePrefix = "/storage/";
    private const int PartSize = 1 << 20;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (double Left, DateTimeOffset At)> _buckets = new();
    private readonly ConcurrentDictionary<string, (Statement Statement, int Chunk, DateTimeOffset Expires)> _links = new();
    private int _linkCount;
    private int _open;

    private DatabricksDouble(WebApplication app)
    {
        _app = app;
        Identity = new Identity(Clock);
        Entra = new Entra(Identity, Clock);
        Statements = new Statements(Clock, Engine, Volumes) { LinkOf = LinkOf };
        Serving = new ServingEndpoints(Clock);
        Jobs = new Jobs(Clock);
        Cloud = new CloudStorage(Clock, () => Host);
        Tracking = new MlflowTracking(Cloud, Files);
        Registry = new CatalogRegistryDouble(Clock, Cloud);
    }

    public string Host => _app.Urls.Single();

    public DoubleClock Clock { get; } = new();

    public Identity Identity { get; }

    public Entra Entra { get; }

    public SqlEngine Engine { get; } = new();

    public Statements Statements { get; }

    public Volumes Volumes { get; } = new();

    public WorkspaceFiles Files { get; } = new();

    public ServingEndpoints Serving { get; }

    public Jobs Jobs { get; }

    /// <summary>The storage of artifacts and models, at signed addresses and in the clouds.</summary>
    public CloudStorage Cloud { get; }

    /// <summary>MLflow's tracking server, with the registry of the workspace.</summary>
    public MlflowTracking Tracking { get; }

    /// <summary>Unity Catalog's registry of models.</summary>
    public CatalogRegistryDouble Registry { get; }

    /// <summary>Faults by a plan; null for none.</summary>
    public FaultPlan? Faults { get; set; }

    /// <summary>Takes a request before it is handled, and returns what goes wrong with it.</summary>
    public Func<HttpContext, Fault>? Before { get; set; }

    /// <summary>Answers for GitHub, which is asked for a workflow's token.</summary>
    public Func<HttpRequest, string>? Github { get; set; }

    /// <summary>What Retry-After says with 429; null for two seconds, or what the faults draw.</summary>
    public Func<string?>? RetryAfter { get; set; }

    /// <summary>Requests of an API group that are taken in a second; null for any number.</summary>
    public int? RateLimit { get; set; }

    /// <summary>How long a link is good.</summary>
    public TimeSpan LinkLife { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The most files that were being read at once.</summary>
    public int MostDownloads { get; private set; }

    /// <summary>Every request: method, path, Authorization.</summary>
    public ConcurrentQueue<(string Method, string Path, string? Authorization, int Status)> Requests { get; } = new();

    public static async Task<DatabricksDouble> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var workspace = new DatabricksDouble(builder.Build());
        workspace._app.Run(workspace.HandleAsync);
        await workspace._app.StartAsync();
        return workspace;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Engine.Dispose();
        Tracking.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Fault fault = Before?.Invoke(context) ?? Fault.None;
        if (fault == Fault.None) fault = Faults?.Next() ?? Fault.None;
        string path = context.Request.Path;
        if (fault == Fault.CutBefore)
        {
            Record(context);
            context.Abort();
            return;
        }

        if (fault == Fault.Revoked)
        {
            Identity.Revoke();
            _links.Clear();
            Cloud.Revoke();
        }

        if (path.StartsWith(StoragePrefix, StringComparison.Ordinal)) await AnswerFileAsync(context, fault);
        else if (path.StartsWith(CloudStorage.Prefix, StringComparison.Ordinal)) await AnswerCloudAsync(context, fault);
        else await AnswerAsync(context, path, fault);
    }

    // Before the answer is on its way: who has it can look.
    private void Record(HttpContext context) => Requests.Enqueue(
        (context.Request.Method, context.Request.Path, context.Request.Headers.Authorization, context.Response.StatusCode));

    private async Task AnswerAsync(HttpContext context, string path, Fault fault)
    {
        (int status, JsonNode? body) = fault switch
        {
            Fault.TooManyRequests => TooMany(context, Faults?.Below(3) ?? 0),
            Fault.Unavailable => (503, Error("TEMPORARILY_UNAVAILABLE", "The service is busy.")),
            Fault.Broken => (500, null),
            _ => await RouteAsync(context, path),
        };
        byte[] bytes = body is null ? "<html>Something broke</html>"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(body);
        (context.Response.StatusCode, context.Response.ContentType) = (status, body is null ? "text/html" : "application/json");
        await SendAsync(context, bytes, fault);
    }

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes, Fault fault)
    {
        Record(context);
        if (fault == Fault.CutAfter)
        {
            context.Abort();
            return;
        }

        context.Response.ContentLength = bytes.Length;
        if (fault == Fault.CutWithin)
        {
            // What was written arrives; that it is less than was promised closes the connection.
            await context.Response.Body.WriteAsync(bytes[..(bytes.Length / 2)]);
            await context.Response.Body.FlushAsync();
            return;
        }

        // In parts, so that a file is not in memory once more for each of its readers.
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty; rest = rest[Math.Min(PartSize, rest.Length)..])
            await context.Response.Body.WriteAsync(rest[..Math.Min(PartSize, rest.Length)], context.RequestAborted);
    }

    private async Task<(int Status, JsonNode? Body)> RouteAsync(HttpContext context, string path)
    {
        HttpRequest request = context.Request;
        if (path == "/oidc/.well-known/oauth-authorization-server")
            return (200, new JsonObject { ["token_endpoint"] = Identity.TokenEndpoint ?? Host + "/oidc/v1/token" });
        if (path == "/oidc/v1/token" && request.Method == "POST") return await Identity.IssueAsync(request);
        if (path == "/github/token") return (200, new JsonObject { ["value"] = Github!(request) });
        if (path == "/aad/auth")
        {
            context.Response.Headers.Location = $"https://login.microsoftonline.com/{Entra.Tenant}/oauth2/authorize?client_id=x";
            return (302, new JsonObject());
        }

        if (await Entra.AnswerAsync(request) is { } answer) return answer;
        if (!Identity.LetsIn(request.Headers.Authorization) || !Entra.LetsIn(request.Headers))
            return (401, Error("UNAUTHENTICATED", "Credential was not sent or was of an unsupported type for this API."));
        (int, JsonNode?) unknown = (404, Error("ENDPOINT_NOT_FOUND", $"No API found for '{request.Method} {path}'"));
        if (path.Split('/') is ["", "serving-endpoints", var served, .. var rest])
        {
            return rest switch
            {
                ["invocations"] => await Serving.InvokeAsync(context, served, served: null),
                ["served-models", var one, "invocations"] => await Serving.InvokeAsync(context, served, one),
                _ => unknown,
            };
        }

        if (path.Split('/') is ["", "api", "2.2", .. var job])
            return !Takes(string.Join('/', job.Take(2))) ? TooMany(context, 0) : await Jobs.RouteAsync(request, job) ?? unknown;
        if (path.Split('/') is not ["", "api", "2.0", .. var parts]) return unknown;
        if (parts is ["workspace", var file])
            return !Takes("workspace") ? TooMany(context, 0) : await Files.RouteAsync(request, file) ?? unknown;
        if (parts is ["serving-endpoints", ..])
            return !Takes("serving-endpoints") ? TooMany(context, 0) : await Serving.RouteAsync(request, parts) ?? unknown;
        if (!Takes(string.Join('/', parts.Take(2)))) return TooMany(context, 0);
        try
        {
            if (parts is ["mlflow", "unity-catalog", ..]) return await Registry.AnswerAsync(request, string.Join('/', parts.Skip(2)));
            if (parts is ["fs", ..] && request.Method is "GET" or "POST") return await Cloud.AnswerApiAsync(request, parts);
            if (parts is ["mlflow", ..] or ["preview", ..])
                return await Tracking.AnswerAsync(request, parts) ?? unknown;
            switch (request.Method, parts)
            {
                case ("POST", ["sql", "statements", ""] or ["sql", "statements"]):
                    var body = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
                    return (200, Statements.Status(Statements.Execute(body)));
                case ("GET", ["sql", "statements", var id]):
                    return (200, Statements.Status(Statements.Find(id)));
                case ("GET", ["sql", "statements", var id, "result", "chunks", var chunk]):
                    return (200, Statements.Chunk(Statements.Find(id), int.Parse(chunk, CultureInfo.InvariantCulture)));
                case ("POST", ["sql", "statements", var id, "cancel"]):
                    Statements.Cancel(Statements.Find(id));
                    return (200, new JsonObject());
                case ("GET", ["sql", "warehouses", var id]) when Statements.Warehouses.TryGetValue(id, out Warehouse? warehouse):
                    return (200, new JsonObject { ["id"] = id, ["state"] = warehouse.StateAt(Clock.GetUtcNow()) });
                case (_, ["fs", "files" or "directories", "Volumes", _, _, _, ..]):
                    string place = "/" + Uri.UnescapeDataString(string.Join('/', parts.Skip(2)));
                    return await VolumeAsync(request, parts[1] == "files", place) ?? unknown;
                default:
                    return unknown;
            }
        }
        catch (BadRequestException error)
        {
            return (error.Status, Error(error.Status == 404 ? "RESOURCE_DOES_NOT_EXIST" : "INVALID_PARAMETER_VALUE", error.Message));
        }
        catch (Exception error) when (error is not (OperationCanceledException or IOException))
        {
            // A fault of the double itself is told, not guessed.
            return (500, Error("INTERNAL_ERROR", error.ToString()));
        }
    }

    private async Task<(int Status, JsonNode? Body)?> VolumeAsync(HttpRequest request, bool isFile, string path)
    {
        switch (request.Method, isFile)
        {
            case ("PUT", false):
                Volumes.MakeFolder(path);
                break;
            case ("DELETE", false):
                Volumes.DeleteFolder(path);
                break;
            case ("PUT", true):
                var bytes = new MemoryStream();
                await request.Body.CopyToAsync(bytes);
                Volumes.Write(path, bytes.ToArray(), request.Query["overwrite"] == "true");
                break;
            case ("DELETE", true):
                Volumes.Delete(path);
                break;
            default:
                return null;
        }

        return (200, new JsonObject());
    }

    private async Task AnswerCloudAsync(HttpContext context, Fault fault)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        (int status, byte[] answer) = fault switch
        {
            Fault.TooManyRequests or Fault.Unavailable => (503, "<Error><Code>SlowDown</Code></Error>"u8.ToArray()),
            Fault.Broken => (500, "<Error/>"u8.ToArray()),
            _ => Cloud.Answer(context, body.ToArray()),
        };
        context.Response.StatusCode = status;
        if (HttpMethods.IsHead(context.Request.Method)) Record(context);
        else await SendAsync(context, answer, fault);
    }

    private async Task AnswerFileAsync(HttpContext context, Fault fault)
    {
        HttpResponse response = context.Response;
        string signature = context.Request.Query["sig"].ToString();
        if (fault is Fault.TooManyRequests or Fault.Unavailable or Fault.Broken)
            response.StatusCode = fault == Fault.Broken ? 500 : 503;
        else if (context.Request.Headers.ContainsKey("Authorization"))
            response.StatusCode = 400;
        else if (context.Request.Headers["x-storage-key"] != "link-key")
            response.StatusCode = 403;
        else if (!_links.TryGetValue(signature, out var link) || Clock.GetUtcNow() >= link.Expires)
            response.StatusCode = 403;
        else
        {
            await SendFileAsync(context, Statements.File(link.Statement, link.Chunk), $"\"{link.Statement.Id}-{link.Chunk}\"", fault);
            return;
        }

        Record(context);
        await response.WriteAsync("<Error>No.</Error>");
    }

    private async Task SendFileAsync(HttpContext context, byte[] file, string tag, Fault fault)
    {
        ReadOnlyMemory<byte> rest = file;
        context.Response.Headers.ETag = tag;
        if (context.Request.GetTypedHeaders().Range?.Ranges.Single().From is { } from
            && context.Request.Headers.IfRange is var known && (known.Count == 0 || known == tag))
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{file.Length - 1}/{file.Length}";
            rest = rest[(int)from..];
        }

        MostDownloads = Math.Max(MostDownloads, Interlocked.Increment(ref _open));
        try
        {
            await SendAsync(context, rest, fault);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private JsonObject LinkOf(Statement statement, int chunk)
    {
        string signature = $"link-secret-{Interlocked.Increment(ref _linkCount)}";
        DateTimeOffset expires = Clock.GetUtcNow() + LinkLife;
        _links[signature] = (statement, chunk, expires);
        return new JsonObject
        {
            ["external_link"] = $"{Host}{StoragePrefix}{statement.Id}/{chunk}?sig={signature}",
            ["expiration"] = expires.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["http_headers"] = new JsonObject { ["x-storage-key"] = "link-key" },
        };
    }

    private bool Takes(string group)
    {
        if (RateLimit is not { } limit) return true;
        lock (_buckets)
        {
            DateTimeOffset now = Clock.GetUtcNow();
            (double left, DateTimeOffset at) = _buckets.GetValueOrDefault(group, (limit, now));
            left = Math.Min(limit, left + ((now - at).TotalSeconds * limit));
            _buckets[group] = (Math.Max(0, left - 1), now);
            return left >= 1 - 1e-6;
        }
    }

    private (int Status, JsonNode? Body) TooMany(HttpContext context, int form)
    {
        context.Response.Headers.RetryAfter = RetryAfter is not null ? RetryAfter() : form switch
        {
            0 => "2", 1 => Clock.GetUtcNow().AddSeconds(7).ToString("R", CultureInfo.InvariantCulture), _ => default,
        };
        return (429, Error("REQUEST_LIMIT_EXCEEDED", "Too many requests."));
    }

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };
}
