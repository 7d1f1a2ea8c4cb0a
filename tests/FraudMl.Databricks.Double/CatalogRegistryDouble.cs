using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>A version of a model in Unity Catalog.</summary>
public sealed class CatalogVersionState
{
    public required int Number { get; init; }

    public required string Source { get; init; }

    public string? RunId { get; init; }

    public string? ModelId { get; init; }

    public string? Description { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Status { get; set; } = "PENDING_REGISTRATION";

    /// <summary>Until when it is told as pending although it was finalized.</summary>
    public DateTimeOffset PendingUntil { get; set; }

    public Dictionary<string, string> Tags { get; } = [];
}

/// <summary>A model in Unity Catalog.</summary>
public sealed class CatalogModelState
{
    public Dictionary<string, string> Tags { get; } = [];

    public Dictionary<string, int> Aliases { get; } = [];

    public SortedDictionary<int, CatalogVersionState> Versions { get; } = [];

    public int Last { get; set; }
}

/// <summary>
/// Unity Catalog's registry of models: names of three parts, versions that are pending until their files are there and they are finalized,
/// a signature asked for, searches that know no tags and find new versions late.
/// </summary>
public sealed partial class CatalogRegistryDouble(DoubleClock clock, CloudStorage cloud)
{
    private readonly Lock _lock = new();

    public ConcurrentDictionary<string, CatalogModelState> Models { get; } = new();

    /// <summary>Where files of versions are.</summary>
    public CloudKind Kind { get; set; } = CloudKind.Aws;

    /// <summary>How long a search does not find what was created.</summary>
    public TimeSpan SearchLag { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a version that was finalized is told as pending.</summary>
    public TimeSpan FinalizeLag { get; set; }

    /// <summary>Whether names may be created.</summary>
    public bool MayCreateModels { get; set; } = true;

    public async Task<(int Status, JsonNode? Body)> AnswerAsync(HttpRequest request, string call)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content);
        JsonObject body = content.Length == 0 ? [] : (JsonObject)JsonNode.Parse(content.ToArray())!;
        string Of(string key) => (string?)body[key] ?? request.Query[key].ToString();
        lock (_lock)
        {
            switch ($"{request.Method} {call}")
            {
                case "POST registered-models/create": return CreateModel(body);
                case "GET registered-models/get": return (200, Wrapped("registered_model", ModelJson(Of("name"), Model(Of("name")))));
                case "GET registered-models/search": return (200, SearchModels(request));
                case "PATCH registered-models/update": return (200, Rename(body));
                case "DELETE registered-models/delete": return (200, DeleteModel(Of("name")));
                case "POST registered-models/set-tag": return (200, Done(Model(Of("name")).Tags[Key(Of("key"))] = Of("value")));
                case "DELETE registered-models/delete-tag": return (200, Done(Model(Of("name")).Tags.Remove(Of("key"))));
                case "POST registered-models/alias": return SetAlias(Model(Of("name")), Of("alias"), Version(Of("name"), Of("version")));
                case "DELETE registered-models/alias": return (200, Done(Model(Of("name")).Aliases.Remove(Of("alias"))));
                case "GET registered-models/alias": return (200, ByAlias(Of("name"), Of("alias")));
                case "POST model-versions/create": return CreateVersion(body);
                case "GET model-versions/get": return (200, Answer(Of("name"), Version(Of("name"), Of("version"))));
                case "GET model-versions/search": return (200, SearchVersions(request));
                case "PATCH model-versions/update":
                    Version(Of("name"), Of("version")).Description = (string?)body["description"];
                    return (200, Answer(Of("name"), Version(Of("name"), Of("version"))));
                case "DELETE model-versions/delete": return (200, DeleteVersion(Of("name"), Version(Of("name"), Of("version"))));
                case "POST model-versions/set-tag":
                    return (200, Done(Version(Of("name"), Of("version")).Tags[Key(Of("key"))] = Of("value")));
                case "DELETE model-versions/delete-tag": return (200, Done(Version(Of("name"), Of("version")).Tags.Remove(Of("key"))));
                case "GET model-versions/get-download-uri":
                    _ = Version(Of("name"), Of("version"));
                    return (200, new JsonObject { ["artifact_uri"] = CloudStorage.LocationOf(Kind, Of("name"), Of("version")) });
                case "POST model-versions/generate-temporary-credentials":
                    return Credentials(Of("name"), Version(Of("name"), Of("version")), Of("operation"));
                case "POST model-versions/finalize": return Finalize(Of("name"), Version(Of("name"), Of("version")));
                default: return (404, Error("ENDPOINT_NOT_FOUND", $"No API found for '{request.Method} {call}'"));
            }
        }
    }

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };

    private static JsonObject Wrapped(string name, JsonObject inner) => new() { [name] = inner };

    private static JsonObject Done(object? effect) => effect is null ? [] : [];

    private static JsonArray Tags(Dictionary<string, string> tags) =>
        [.. tags.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })];

    private static string Key(string key) => !".,-=/:".Any(key.Contains) ? key : throw new BadRequestException(
        $"Tag name {key} contains one or more of the reserved characters: List(., ,, -, =, /, :)");

    private CatalogModelState Model(string name) => Models.TryGetValue(name, out CatalogModelState? model)
        ? model : throw new BadRequestException($"Registered model '{name}' does not exist.", 404);

    private CatalogVersionState Version(string name, string version) =>
        int.TryParse(version, out int number) && Model(name).Versions.TryGetValue(number, out CatalogVersionState? found)
            ? found : throw new BadRequestException($"Model version '{name}' {version} does not exist.", 404);

    private (int, JsonNode?) CreateModel(JsonObject body)
    {
        string name = (string)body["name"]!;
        if (name.Split('.').Length != 3) throw new BadRequestException($"'{name}' is not a valid name for a model.");
        if (!MayCreateModels) return (403, Error("PERMISSION_DENIED", "User does not have CREATE MODEL on Schema."));
        var model = new CatalogModelState();
        if (!Models.TryAdd(name, model)) return (400, Error("RESOURCE_ALREADY_EXISTS", $"Registered model '{name}' already exists."));
        foreach (JsonNode? tag in (JsonArray?)body["tags"] ?? []) model.Tags[Key((string)tag!["key"]!)] = (string)tag["value"]!;
        return (200, Wrapped("registered_model", ModelJson(name, model)));
    }

    private JsonObject SearchModels(HttpRequest request)
    {
        if (request.Query.ContainsKey("filter") || request.Query.ContainsKey("order_by"))
            throw new BadRequestException("Unsupported parameter.");
        return new JsonObject
        {
            ["registered_models"] = new JsonArray([.. Models.Select(model => new JsonObject { ["name"] = model.Key })]),
        };
    }

    private JsonObject Rename(JsonObject body)
    {
        CatalogModelState model = Model((string)body["name"]!);
        string name = (string?)body["new_name"] ?? (string)body["name"]!;
        Models.TryRemove((string)body["name"]!, out _);
        Models[name] = model;
        return Wrapped("registered_model", ModelJson(name, model));
    }

    private JsonObject DeleteModel(string name)
    {
        if (Model(name).Versions.Count > 0) throw new BadRequestException("The model has versions.");
        Models.TryRemove(name, out _);
        return [];
    }

    private (int, JsonNode?) SetAlias(CatalogModelState model, string alias, CatalogVersionState version)
    {
        if (Told(version) != "READY") return (400, Error("INVALID_PARAMETER_VALUE", "The version is not ready."));
        model.Aliases[alias] = version.Number;
        return (200, new JsonObject());
    }

    private JsonObject ByAlias(string name, string alias) => Model(name).Aliases.TryGetValue(alias, out int number)
        ? Answer(name, Model(name).Versions[number])
        : throw new BadRequestException($"Alias '{alias}' does not exist for '{name}'.", 404);

    private (int, JsonNode?) CreateVersion(JsonObject body)
    {
        if (body.ContainsKey("run_link")) throw new BadRequestException("Unknown field run_link.");
        CatalogModelState model = Model((string)body["name"]!);
        var version = new CatalogVersionState
        {
            Number = ++model.Last, Source = (string)body["source"]!, RunId = (string?)body["run_id"], ModelId = (string?)body["model_id"],
            CreatedAt = clock.GetUtcNow(),
        };
        foreach (JsonNode? tag in (JsonArray?)body["tags"] ?? []) version.Tags[Key((string)tag!["key"]!)] = (string)tag["value"]!;
        model.Versions[version.Number] = version;
        return (200, Answer((string)body["name"]!, version));
    }

    private JsonObject SearchVersions(HttpRequest request)
    {
        if (request.Query.ContainsKey("order_by")) throw new BadRequestException("Unsupported parameter.");
        if (NameFilter().Match(request.Query["filter"].ToString()) is not { Success: true } match)
            throw new BadRequestException("The filter must be a single condition, such as name = 'catalog.schema.model'.");
        string name = match.Groups[1].Value;
        // What a search tells has neither tags nor aliases.
        IEnumerable<JsonObject> found = Model(name).Versions.Values
            .Where(version => clock.GetUtcNow() >= version.CreatedAt + SearchLag).Select(version =>
            {
                JsonObject json = VersionJson(name, version);
                json.Remove("tags");
                json.Remove("aliases");
                json.Remove("storage_location");
                return json;
            });
        return new JsonObject { ["model_versions"] = new JsonArray([.. found]) };
    }

    private JsonObject DeleteVersion(string name, CatalogVersionState version)
    {
        CatalogModelState model = Model(name);
        if (model.Aliases.ContainsValue(version.Number)) throw new BadRequestException("An alias points to the version.");
        model.Versions.Remove(version.Number);
        return [];
    }

    private (int, JsonNode?) Credentials(string name, CatalogVersionState version, string operation)
    {
        string number = version.Number.ToString(CultureInfo.InvariantCulture);
        bool isWrite = operation == "MODEL_VERSION_OPERATION_READ_WRITE";
        if (!isWrite && operation != "MODEL_VERSION_OPERATION_READ") throw new BadRequestException("Unknown operation.");
        if (isWrite != (version.Status == "PENDING_REGISTRATION"))
            return (400, Error("INVALID_STATE", $"The version is in the state {version.Status}."));
        return (200, new JsonObject
        {
            ["credentials"] = cloud.CredentialsFor(Kind, CloudStorage.LocationOf(Kind, name, number), isWrite),
        });
    }

    private (int, JsonNode?) Finalize(string name, CatalogVersionState version)
    {
        if (version.Status != "PENDING_REGISTRATION")
            return (400, Error("INVALID_STATE", $"The version is in the state {version.Status}."));
        string number = version.Number.ToString(CultureInfo.InvariantCulture);
        bool isWhole = cloud.Files.TryGetValue(CloudStorage.FileOf(Kind, name, number, "MLmodel"), out byte[]? manifest)
            && Encoding.UTF8.GetString(manifest).Contains("signature:", StringComparison.Ordinal);
        version.Status = isWhole ? "READY" : "FAILED_REGISTRATION";
        version.PendingUntil = clock.GetUtcNow() + FinalizeLag;
        return (200, Answer(name, version));
    }

    private string Told(CatalogVersionState version) =>
        clock.GetUtcNow() < version.PendingUntil ? "PENDING_REGISTRATION" : version.Status;

    private JsonObject Answer(string name, CatalogVersionState version) => Wrapped("model_version", VersionJson(name, version));

    private JsonObject ModelJson(string name, CatalogModelState model) => new()
    {
        ["name"] = name,
        ["tags"] = Tags(model.Tags),
        ["aliases"] = new JsonArray([.. model.Aliases.Select(alias => new JsonObject
        {
            ["alias"] = alias.Key, ["version"] = alias.Value.ToString(CultureInfo.InvariantCulture),
        })]),
    };

    private JsonObject VersionJson(string name, CatalogVersionState version)
    {
        string number = version.Number.ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["name"] = name,
            ["version"] = number,
            ["creation_timestamp"] = version.CreatedAt.ToUnixTimeMilliseconds(),
            ["description"] = version.Description,
            ["source"] = version.Source,
            ["run_id"] = version.RunId,
            ["model_id"] = version.ModelId,
            ["status"] = Told(version),
            ["storage_location"] = CloudStorage.LocationOf(Kind, name, number),
            ["tags"] = Tags(version.Tags),
            ["aliases"] = new JsonArray([.. Model(name).Aliases.Where(alias => alias.Value == version.Number)
                .Select(alias => new JsonObject { ["alias"] = alias.Key, ["version"] = number })]),
        };
    }

    [GeneratedRegex(@"\A\s*name\s*=\s*'([^']+)'\s*\z")]
    private static partial Regex NameFilter();
}
