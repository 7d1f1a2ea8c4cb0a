using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>Folders and files of the workspace.</summary>
public sealed class WorkspaceFiles
{
    private readonly ConcurrentDictionary<string, byte[]> _all = new()
    {
        ["/Users/" + MlflowTracking.User] = [], ["/Shared"] = [],
    };

    /// <summary>The content of a file; empty for a folder.</summary>
    public byte[] this[string path] => _all[path];

    /// <summary>Returns whether there is a folder or file.</summary>
    public bool Has(string path) => _all.ContainsKey(path);

    /// <summary>Answers a request of the API; null where it is none of these.</summary>
    internal async Task<(int Status, JsonNode? Body)?> RouteAsync(HttpRequest request, string call)
    {
        if (request.Method != "POST" || request.ContentLength is not > 0) return null;
        var body = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        string path = body["path"]!.GetValue<string>();
        switch (call)
        {
            case "mkdirs":
                for (string folder = path; folder.Length > 0; folder = folder[..folder.LastIndexOf('/')]) _all.TryAdd(folder, []);
                return (200, new JsonObject());
            case "import" when !Has(path[..path.LastIndexOf('/')]):
                return (404, Error("RESOURCE_DOES_NOT_EXIST", $"The parent folder of {path} does not exist."));
            case "import" when Has(path) && body["overwrite"]?.GetValue<bool>() != true:
                return (400, Error("RESOURCE_ALREADY_EXISTS", $"{path} exists."));
            case "import":
                _all[path] = Convert.FromBase64String(body["content"]!.GetValue<string>());
                return (200, new JsonObject());
            default:
                return null;
        }
    }

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };
}
