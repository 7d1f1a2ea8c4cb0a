using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>How storage is told apart.</summary>
public enum CloudKind
{
    Aws, AzureBlobs, AzureLake, Google, Default,
}

/// <summary>
/// What a workspace keeps of files: at addresses it signs, and in the clouds' own storage by temporary credentials. Each takes files by its
/// own rules, lets nobody in who shows the workspace's log-in, and knows when a right is over.
/// </summary>
public sealed partial class CloudStorage(DoubleClock clock, Func<string> host)
{
    public const string Prefix = "/cloud/";

    private readonly ConcurrentDictionary<string, (string File, bool IsWrite, CloudKind Kind, DateTimeOffset Expires)> _signed = new();
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> _parts = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte[]>> _blocks = new();
    private readonly ConcurrentDictionary<string, byte[]> _appended = new();
    private int _count;

    /// <summary>Every file by its place: <c>run/ID/path</c>, <c>model/ID/path</c>, or as in its cloud.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>How long an address or a credential is good.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests that were refused because a right was over.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>Makes every right void.</summary>
    public void Revoke()
    {
        _signed.Clear();
        _credentials.Clear();
    }

    /// <summary>Returns an address of a file, and what is to be sent along.</summary>
    public (string Address, JsonArray Headers) Sign(string file, bool isWrite, CloudKind kind)
    {
        string signature = $"signed-secret-{Interlocked.Increment(ref _count)}";
        _signed[signature] = (file, isWrite, kind, clock.GetUtcNow() + Life);
        return ($"{host()}{Prefix}signed/{Uri.EscapeDataString(file)}?sv=1&sig={signature}",
            [new JsonObject { ["name"] = "x-storage-key", ["value"] = "signed-key" }]);
    }

    /// <summary>Returns what is right under a folder, files before folders or not: as it comes.</summary>
    public IEnumerable<(string Name, long? Size)> Children(string folder)
    {
        string prefix = folder.TrimEnd('/') + "/";
        return Files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => (Tail: file.Key[prefix.Length..], Size: file.Value.LongLength))
            .GroupBy(file => file.Tail.Split('/')[0])
            .Select(group => (group.Key,
                group.Any(file => file.Tail.Contains('/', StringComparison.Ordinal)) ? null : (long?)group.First().Size));
    }

    /// <summary>Begins an upload in parts.</summary>
    public string BeginParts()
    {
        string id = $"upload-{Interlocked.Increment(ref _count)}";
        _parts[id] = [];
        return id;
    }

    /// <summary>Makes parts a file; false where they are not all there.</summary>
    public bool EndParts(string id, string file, IReadOnlyList<(int Part, string Tag)> tags)
    {
        if (!_parts.TryGetValue(id, out SortedDictionary<int, byte[]>? parts)) return false;
        lock (parts)
        {
            if (!tags.Select(tag => tag.Part).SequenceEqual(parts.Keys) || tags.Any(tag => tag.Tag != TagOf(parts[tag.Part]))) return false;
            Files[file] = [.. parts.Values.SelectMany(part => part)];
        }

        _parts.TryRemove(id, out _);
        return true;
    }

    /// <summary>Answers the Files API, which signs addresses of files of models and lists folders.</summary>
    public async Task<(int Status, JsonNode? Body)> AnswerApiAsync(HttpRequest request, string[] parts)
    {
        if (parts is ["fs", "directories", .. var folder])
        {
            string root = "/" + string.Join('/', folder);
            (string Name, long? Size)[] children = [.. Children("fs" + root)];
            if (children.Length == 0) return (404, new JsonObject { ["error_code"] = "NOT_FOUND", ["message"] = "No such directory." });
            return (200, new JsonObject { ["contents"] = new JsonArray([.. children.Select(child => new JsonObject
            {
                ["path"] = $"{root}/{child.Name}", ["is_directory"] = child.Size is null, ["file_size"] = child.Size,
            })]) });
        }

        var body = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        if (parts is not ["fs", "create-upload-url" or "create-download-url"]) throw new BadRequestException("No such call.", 404);
        (string address, JsonArray headers) = Sign("fs" + (string)body["path"]!, parts[1] == "create-upload-url", CloudKind.Default);
        return (200, new JsonObject { ["url"] = address, ["headers"] = headers });
    }

    /// <summary>Answers a request to a storage.</summary>
    public (int Status, byte[] Body) Answer(HttpContext context, byte[] body)
    {
        string[] segments = context.Request.Path.Value![Prefix.Length..].Split('/', 2);
        return segments[0] == "signed"
            ? AnswerSigned(context, body) : AnswerCloud(context, segments[0], segments.ElementAtOrDefault(1) ?? "", body);
    }

    private static string TagOf(byte[] part) => $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(part))}\"";

    private static (int, byte[]) Said(int status, string code) => (status, Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code></Error>"));

    private (int Status, byte[] Body) AnswerSigned(HttpContext context, byte[] body)
    {
        HttpRequest request = context.Request;
        if (request.Headers.ContainsKey("Authorization")) return Said(400, "InvalidArgument");
        if (request.Headers["x-storage-key"] != "signed-key") return Said(403, "HeaderMissing");
        if (!_signed.TryGetValue(request.Query["sig"].ToString(), out var right) || clock.GetUtcNow() >= right.Expires)
        {
            RefusedCount++;
            return Said(403, "AuthenticationFailed");
        }

        if (request.Method == "GET") return right.IsWrite ? Said(403, "WrongVerb") : Read(context, right.File);
        if (!right.IsWrite) return Said(403, "WrongVerb");
        if (right.File.Split('#') is [_, var upload, var part])
        {
            if (request.Method == "DELETE") return _parts.TryRemove(upload, out _) ? (200, []) : Said(404, "NoSuchUpload");
            if (!_parts.TryGetValue(upload, out SortedDictionary<int, byte[]>? parts)) return Said(404, "NoSuchUpload");
            lock (parts) parts[int.Parse(part, CultureInfo.InvariantCulture)] = body;
            context.Response.Headers.ETag = TagOf(body);
            return (200, []);
        }

        return Write(context, right.File, right.Kind, body);
    }

    private (int Status, byte[] Body) Read(HttpContext context, string file)
    {
        if (!Files.TryGetValue(file, out byte[]? whole)) return Said(404, "BlobNotFound");
        context.Response.Headers.ETag = TagOf(whole);
        if (context.Request.GetTypedHeaders().Range?.Ranges.Single().From is not { } from) return (200, whole);
        context.Response.Headers.ContentRange = $"bytes {from}-{whole.Length - 1}/{whole.Length}";
        return (206, whole[(int)from..]);
    }

    private (int Status, byte[] Body) Write(HttpContext context, string file, CloudKind kind, byte[] body)
    {
        IQueryCollection query = context.Request.Query;
        switch (kind, context.Request.Method, query["comp"].ToString() + query["resource"] + query["action"])
        {
            case (CloudKind.Aws or CloudKind.Google or CloudKind.Default, "PUT", ""):
                Files[file] = body;
                context.Response.Headers.ETag = TagOf(body);
                return (200, []);
            case (CloudKind.AzureBlobs, "PUT", "block"):
                _blocks.GetOrAdd(file, _ => new())[query["blockid"].ToString()] = body;
                return (201, []);
            case (CloudKind.AzureBlobs, "PUT", "blocklist"):
                string[] ids = [.. XElement.Parse(Encoding.UTF8.GetString(body)).Elements().Select(block => block.Value)];
                ConcurrentDictionary<string, byte[]> blocks = _blocks.GetOrAdd(file, _ => new());
                // Sent again when it was done: the blocks are committed.
                if (ids.Any(id => !blocks.ContainsKey(id))) return Said(400, "InvalidBlockList");
                Files[file] = [.. ids.SelectMany(id => blocks[id])];
                return (201, []);
            case (CloudKind.AzureLake, "PUT", "file"):
                (_appended[file], Files[file]) = ([], []);
                return (201, []);
            case (CloudKind.AzureLake, "PATCH", "append"):
                return Append(file, int.Parse(query["position"]!, CultureInfo.InvariantCulture), body);
            case (CloudKind.AzureLake, "PATCH", "flush"):
                if (!_appended.TryGetValue(file, out byte[]? all)
                    || all.Length != int.Parse(query["position"]!, CultureInfo.InvariantCulture))
                    return Said(400, "InvalidFlushPosition");
                Files[file] = all;
                return (200, []);
            default:
                return Said(400, "InvalidQueryParameterValue");
        }
    }

    private (int Status, byte[] Body) Append(string file, int position, byte[] body)
    {
        if (!_appended.TryGetValue(file, out byte[]? known)) return Said(404, "PathNotFound");
        if (position > known.Length) return Said(400, "InvalidAppendPosition");
        byte[] longer = new byte[Math.Max(known.Length, position + body.Length)];
        known.CopyTo(longer, 0);
        body.CopyTo(longer, position);
        _appended[file] = longer;
        return (202, []);
    }
}
