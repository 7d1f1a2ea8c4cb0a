using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FraudMl.Mlflow;
using FraudMl.Mlflow.Tests;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>
/// MLflow's tracking server as Databricks has it: MLflow's calls over an embedded store, with what differs: names of experiments are paths,
/// artifacts are in DBFS and reached by signed addresses, and the registry of the workspace has calls of its own and no aliases.
/// </summary>
public sealed partial class MlflowTracking : IDisposable
{
    private const string Root = "dbfs:/databricks/mlflow-tracking/", Embedded = "mlflow-artifacts:/";

    private readonly string _folder = Directory.CreateTempSubdirectory("databricks-double-").FullName;
    private readonly MlflowClient _client;
    private readonly MlflowRoutes _routes;
    private readonly CloudStorage _cloud;
    private readonly WorkspaceFiles _files;

    public MlflowTracking(CloudStorage cloud, WorkspaceFiles files)
    {
        (_cloud, _files) = (cloud, files);
        _client = MlflowClient.Connect(new MlflowOptions
        {
            TrackingUri = $"sqlite:///{_folder}/mlflow.db", ArtifactRoot = Embedded, SpoolFolder = $"{_folder}/spool",
        });
        _routes = new MlflowRoutes(new MlflowConnection
        {
            Experiments = _client.Experiments, Runs = _client.Runs, LoggedModels = _client.LoggedModels, Registry = _client.Registry,
            ArtifactStore = null!,
        });
    }

    /// <summary>Whose home folder experiments without a path are in.</summary>
    public static string User => "ann@example.com";

    /// <summary>How artifacts of runs and logged models are stored.</summary>
    public CloudKind Artifacts { get; set; } = CloudKind.Aws;

    public void Dispose()
    {
        _client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Answers a call; null for one that there is not.</summary>
    public async Task<(int Status, JsonNode? Body)?> AnswerAsync(HttpRequest request, string[] parts)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content);
        JsonObject body = content.Length == 0 ? [] : (JsonObject)JsonNode.Parse(content.ToArray())!;
        string call = $"{request.Method} {string.Join('/', parts)}";
        switch (call)
        {
            case "GET preview/scim/v2/Me":
                return (200, new JsonObject { ["userName"] = User });
            case "POST mlflow/experiments/create" when Problem((string)body["name"]!) is { } problem:
                return problem;
            case "POST mlflow/artifacts/credentials-for-read" or "POST mlflow/artifacts/credentials-for-write":
                return (200, new JsonObject { ["credential_infos"] = Each(body["path"]!, path => Credential(
                    $"run/{body["run_id"]}/{path}", call.EndsWith("write", StringComparison.Ordinal))) });
            case "POST mlflow/artifacts/create-multipart-upload":
                return (200, BeginParts($"run/{body["run_id"]}/{body["path"]}", (int)body["num_parts"]!));
            case "GET mlflow/artifacts/get-presigned-upload-part-url":
                return (200, new JsonObject
                {
                    ["upload_credential_info"] = Credential($"run/{request.Query["run_id"]}/{request.Query["path"]}"
                        + $"#{request.Query["upload_id"]}#{request.Query["part_number"]}", isWrite: true),
                });
            case "POST mlflow/artifacts/complete-multipart-upload":
                return _cloud.EndParts((string)body["upload_id"]!, $"run/{body["run_id"]}/{body["path"]}",
                    [.. ((JsonArray)body["part_etags"]!).Select(tag => ((int)tag!["part_number"]!, (string)tag["etag"]!))])
                    ? (200, new JsonObject()) : (400, Error("INVALID_PARAMETER_VALUE", "The parts are not those that were uploaded."));
            case "GET mlflow/artifacts/list":
                return (200, List($"run/{request.Query["run_id"]}", request.Query["path"]));
            case "GET mlflow/registered-models/get":
                return null;
            case "GET mlflow/databricks/registered-models/get":
                return await EmbeddedAsync(request, "GET", "/api/2.0/mlflow/registered-models/get", [],
                    text => text.Replace("\"registered_model\":", "\"registered_model_databricks\":", StringComparison.Ordinal));
            case "POST mlflow/databricks/model-versions/transition-stage":
                return await EmbeddedAsync(request, "POST", "/api/2.0/mlflow/model-versions/transition-stage", content.ToArray(),
                    text => text.Replace("\"model_version\":", "\"model_version_databricks\":", StringComparison.Ordinal));
        }

        if (parts is ["mlflow", "registered-models", "alias"] or ["mlflow", "model-versions", "transition-stage"]) return null;
        if (parts is ["mlflow", "logged-models", var model, "artifacts", "directories"])
            return (200, List($"model/{model}", request.Query["artifact_directory_path"]));
        if (parts is ["mlflow", "logged-models", var id, "artifacts", "credentials-for-upload" or "credentials-for-download"])
            return (200, new JsonObject
            {
                ["credentials"] = Each(body["paths"]!, path => new JsonObject
                {
                    ["credential_info"] = Credential($"model/{id}/{path}", parts[^1] == "credentials-for-upload"),
                }),
            });
        return await EmbeddedAsync(request, request.Method, request.Path, content.ToArray(), text => text);
    }

    private static JsonArray Each(JsonNode paths, Func<string, JsonObject> make) =>
        [.. ((JsonArray)paths).Select(path => make((string)path!))];

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };

    private async Task<(int Status, JsonNode? Body)?> EmbeddedAsync(
        HttpRequest request, string method, string path, byte[] body, Func<string, string> change)
    {
        ILookup<string, string> query = request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, Value: value!)))
            .ToLookup(pair => pair.Key, pair => pair.Value);
        byte[] inner = Encoding.UTF8.GetBytes(Ours().Replace(Encoding.UTF8.GetString(body), match =>
            Embedded + match.Groups[1].Value + (match.Groups[2].Value == "logged_models/" ? "models/" : "")));
        if (await _routes.AnswerAsync(method, path, query, inner) is not { } answer) return null;
        string text = ModelRoot().Replace(answer.Json, $"{Root}$1/logged_models/").Replace(Embedded, Root, StringComparison.Ordinal);
        return (answer.Status, JsonNode.Parse(change(text)));
    }

    private (int, JsonNode?)? Problem(string name)
    {
        if (!name.StartsWith('/'))
            return (400, Error("INVALID_PARAMETER_VALUE", $"Got an invalid experiment name '{name}'. An experiment name must be an "
                + "absolute path within the Databricks workspace. E.g. '/Users/<some-username>/my-experiment'."));
        string folder = name[..name.LastIndexOf('/')];
        return folder.Length == 0 || _files.Has(folder)
            ? null : (404, Error("RESOURCE_DOES_NOT_EXIST", $"Workspace directory '{folder}' not found."));
    }

    private JsonObject Credential(string file, bool isWrite)
    {
        (string address, JsonArray headers) = _cloud.Sign(file, isWrite, Artifacts);
        return new JsonObject
        {
            ["signed_uri"] = address,
            ["headers"] = headers,
            ["type"] = Artifacts switch
            {
                CloudKind.Aws => "AWS_PRESIGNED_URL", CloudKind.Google => "GCP_SIGNED_URL", CloudKind.AzureBlobs => "AZURE_SAS_URI",
                _ => "AZURE_ADLS_GEN2_SAS_URI",
            },
        };
    }

    private JsonObject BeginParts(string file, int count)
    {
        string id = _cloud.BeginParts();
        return new JsonObject
        {
            ["upload_id"] = id,
            ["upload_credential_infos"] = new JsonArray([.. Enumerable.Range(1, count)
                .Select(part => Credential(string.Create(CultureInfo.InvariantCulture, $"{file}#{id}#{part}"), isWrite: true))]),
            ["abort_credential_info"] = Credential($"{file}#{id}#0", isWrite: true),
        };
    }

    private JsonObject List(string root, string? path)
    {
        string prefix = string.IsNullOrEmpty(path) ? "" : path + "/";
        List<(string Path, long? Size)> files = [.. _cloud.Children($"{root}/{path}").Select(child => (prefix + child.Name, child.Size))];
        if (files.Count == 0 && _cloud.Files.TryGetValue($"{root}/{path}", out byte[]? file)) files.Add((path!, file.LongLength));
        return new JsonObject
        {
            ["root_uri"] = root,
            ["files"] = new JsonArray([.. files.Select(child => new JsonObject
            {
                ["path"] = child.Path, ["is_dir"] = child.Size is null, ["file_size"] = child.Size,
            })]),
        };
    }

    [GeneratedRegex(@"mlflow-artifacts:/(\d+)/models/")]
    private static partial Regex ModelRoot();

    [GeneratedRegex(@"dbfs:/databricks/mlflow-tracking/(\d+/)(logged_models/)?")]
    private static partial Regex Ours();
}
