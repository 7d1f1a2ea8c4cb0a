using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>Serves registered versions as model serving does: an update is built while the configuration before still answers, and
/// a second one meanwhile is refused.</summary>
public sealed partial class ServingEndpoints(DoubleClock clock)
{
    private const int LongestTag = 255, MostVariables = 30;

    private readonly ConcurrentDictionary<string, DoubleEndpoint> _all = new();
    private readonly Lock _lock = new();
    private int _staleReads;

    /// <summary>The versions that are registered, such as <c>main.fraud.cards/7</c>.</summary>
    public HashSet<string> Registered { get; } = [];

    /// <summary>Versions that can't be deployed, and why.</summary>
    public Dictionary<string, string> Failing { get; } = [];

    /// <summary>Endpoints by name.</summary>
    public IReadOnlyDictionary<string, DoubleEndpoint> All => _all;

    /// <summary>How long it takes to build and start a configuration.</summary>
    public TimeSpan BuildTime { get; set; } = TimeSpan.FromMinutes(6);

    /// <summary>How many reads after a change still tell what was before.</summary>
    public int StaleReads { get; set; }

    /// <summary>Whether the log-in may do nothing here.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>How often an endpoint that was scaled to zero says that it is not there yet.</summary>
    public int ColdAnswers { get; set; }

    /// <summary>Works out the answer of a version: from the version and the body.</summary>
    public Func<string, JsonObject, JsonNode> Score { get; set; } = (_, _) => new JsonObject { ["predictions"] = new JsonArray() };

    /// <summary>Every configuration that was taken: how often each endpoint was created and updated.</summary>
    public ConcurrentQueue<(string Method, string Name)> Changes { get; } = new();

    /// <summary>What the inference tables were given.</summary>
    public ConcurrentQueue<DoubleCall> Calls { get; } = new();

    /// <summary>Forgets all endpoints.</summary>
    public void Clear()
    {
        _all.Clear();
        Changes.Clear();
    }

    /// <summary>Answers a request of the API; null where it is none of these.</summary>
    internal async Task<(int Status, JsonNode? Body)?> RouteAsync(HttpRequest request, string[] parts)
    {
        if (parts is not ["serving-endpoints", .. var rest]) return null;
        if (IsForbidden) return (403, Error("PERMISSION_DENIED", "User does not have permission 'Manage' on the endpoint."));
        var body = request.ContentLength > 0 ? (JsonObject)(await JsonNode.ParseAsync(request.Body))! : [];
        lock (_lock)
        {
            foreach (DoubleEndpoint endpoint in _all.Values) Move(endpoint);
            return (request.Method, rest) switch
            {
                ("POST", []) => Create(body),
                ("GET", [var name]) => Read(name),
                ("DELETE", [var name]) => _all.TryRemove(name, out _) ? (200, new JsonObject()) : Absent(name),
                ("PUT", [var name, "config"]) => On(name, endpoint => Update(endpoint, body)),
                ("PATCH", [var name, "tags"]) => On(name, endpoint => Tag(endpoint, body)),
                ("PUT", [var name, "ai-gateway"]) => On(name, endpoint => Gateway(endpoint, body)),
                _ => null,
            };
        }
    }

    /// <summary>Answers a scoring request: by the traffic, or by the version that is named.</summary>
    internal async Task<(int Status, JsonNode? Body)> InvokeAsync(HttpContext context, string name, string? served)
    {
        string text = await new StreamReader(context.Request.Body).ReadToEndAsync();
        lock (_lock)
        {
            if (!_all.TryGetValue(name, out DoubleEndpoint? endpoint)) return Absent(name);
            Move(endpoint);
            if (endpoint.Config is null) return (400, Error("BAD_REQUEST", $"The endpoint {name} is not ready."));
            if (ColdAnswers-- > 0)
            {
                context.Response.Headers.RetryAfter = "0";
                return (503, Error("TEMPORARILY_UNAVAILABLE", "The endpoint is scaling up."));
            }

            served ??= Drawn(endpoint);
            JsonNode? entity = Entities(endpoint.Config).FirstOrDefault(each => each["name"]!.GetValue<string>() == served);
            if (entity is null) return (404, Error("RESOURCE_DOES_NOT_EXIST", $"{served} is not served."));
            (int status, JsonNode answer) = Answer(entity["entity_version"]!.GetValue<string>(), text);
            if (endpoint.Gateway?["inference_table_config"]?["enabled"]?.GetValue<bool>() == true)
                Calls.Enqueue(new(clock.GetUtcNow(), status, text, answer.ToJsonString(), served));
            return (status, answer);
        }
    }

    private (int Status, JsonNode Answer) Answer(string version, string text)
    {
        try
        {
            return (200, Score(version, (JsonObject)JsonNode.Parse(text)!));
        }
        catch (BadRequestException wrong)
        {
            return (400, Error("BAD_REQUEST", wrong.Message));
        }
    }

    private static string Drawn(DoubleEndpoint endpoint)
    {
        // Each hundred calls are shared out as the percentages say.
        int at = (endpoint.CallCount++ * 37) % 100;
        foreach (JsonNode? route in endpoint.Config!["traffic_config"]!["routes"]!.AsArray())
        {
            at -= route!["traffic_percentage"]!.GetValue<int>();
            if (at < 0) return (route["served_entity_name"] ?? route["served_model_name"])!.GetValue<string>();
        }

        throw new InvalidOperationException("The percentages don't add up.");
    }

    private (int, JsonNode?)? Create(JsonObject body)
    {
        string name = body["name"]?.GetValue<string>() ?? "";
        if (!Name().IsMatch(name)) return Invalid("Endpoint names have letters, digits, dashes and underscores, at most 63.");
        if (_all.ContainsKey(name)) return (400, Error("RESOURCE_ALREADY_EXISTS", $"Endpoint with name '{name}' already exists."));
        if (Check(body["config"] as JsonObject) is { } wrong) return wrong;
        var endpoint = new DoubleEndpoint(name);
        if (body["ai_gateway"] is JsonObject gateway && Gateway(endpoint, gateway) is (not 200, _) refused) return refused;
        _all[name] = endpoint;
        Begin(endpoint, (JsonObject)body["config"]!, "POST");
        return (200, Details(endpoint));
    }

    private (int, JsonNode?)? Update(DoubleEndpoint endpoint, JsonObject config)
    {
        if (endpoint.Pending is not null && endpoint.State == "IN_PROGRESS")
            return (409, Error("RESOURCE_CONFLICT", $"Endpoint {endpoint.Name} is currently being updated. Try again when it has ended."));
        if (Check(config) is { } wrong) return wrong;
        Begin(endpoint, config, "PUT");
        return (200, Details(endpoint));
    }

    private void Begin(DoubleEndpoint endpoint, JsonObject config, string method)
    {
        endpoint.Before = endpoint.Version == 0 ? null : Details(endpoint);
        _staleReads = StaleReads;
        endpoint.Version++;
        endpoint.Pending = (JsonObject)config.DeepClone();
        endpoint.Pending["config_version"] = endpoint.Version;
        (endpoint.State, endpoint.Ends) = ("IN_PROGRESS", clock.GetUtcNow() + BuildTime);
        Changes.Enqueue((method, endpoint.Name));
    }

    private (int, JsonNode?)? Check(JsonObject? config)
    {
        if (config is null) return Invalid("config is missing.");
        if (config["auto_capture_config"] is not null) return Invalid("auto_capture_config is no longer supported.");
        HashSet<string> names = [];
        if (Entities(config).Count == 0) return Invalid("served_entities is missing.");
        foreach (JsonNode entity in Entities(config))
        {
            string version = $"{entity["entity_name"]?.GetValue<string>()}/{entity["entity_version"]?.GetValue<string>()}";
            if (!Registered.Contains(version)) return (404, Error("RESOURCE_DOES_NOT_EXIST", $"Model version {version} does not exist."));
            if (entity["workload_size"]?.GetValue<string>() is not ("Small" or "Medium" or "Large"))
                return Invalid("No such workload_size.");
            if (entity["name"]?.GetValue<string>() is not { } name || !Name().IsMatch(name) || !names.Add(name))
                return Invalid("The names of served entities must be distinct words.");
            if ((entity["environment_vars"] as JsonObject)?.Count > MostVariables) return Invalid("Too many environment variables.");
        }

        JsonArray routes = config["traffic_config"]?["routes"] as JsonArray ?? [];
        return routes.Sum(route => route!["traffic_percentage"]!.GetValue<int>()) == 100
            && routes.All(route => names.Contains(route!["served_entity_name"]?.GetValue<string>() ?? ""))
            ? null : Invalid("Traffic percentages of the served entities must add up to 100.");
    }

    private (int, JsonNode?)? Tag(DoubleEndpoint endpoint, JsonObject body)
    {
        foreach (JsonNode? key in body["delete_tags"] as JsonArray ?? []) endpoint.Tags.Remove(key!.GetValue<string>());
        foreach (JsonNode? tag in body["add_tags"] as JsonArray ?? [])
        {
            string value = tag!["value"]?.GetValue<string>() ?? "";
            if (value.Length > LongestTag) return Invalid($"A tag has at most {LongestTag} characters.");
            endpoint.Tags[tag["key"]!.GetValue<string>()] = value;
        }

        return (200, Tags(endpoint));
    }

    private static (int, JsonNode?)? Gateway(DoubleEndpoint endpoint, JsonObject body)
    {
        JsonNode? table = body["inference_table_config"], before = endpoint.Gateway?["inference_table_config"];
        if (table?["enabled"]?.GetValue<bool>() == true)
        {
            if (table["catalog_name"] is null || table["schema_name"] is null) return Invalid("Catalog and schema are required.");
            if (before?["enabled"]?.GetValue<bool>() == true && !JsonNode.DeepEquals(table, before))
                return Invalid("Disable the inference table first in order to change its name.");
        }

        endpoint.Gateway = (JsonObject)body.DeepClone();
        return (200, body.DeepClone());
    }

    private void Move(DoubleEndpoint endpoint)
    {
        if (endpoint.State != "IN_PROGRESS" || clock.GetUtcNow() < endpoint.Ends) return;
        if (Entities(endpoint.Pending!).Any(entity => Reason(entity) is not null))
        {
            endpoint.State = "UPDATE_FAILED";
            return;
        }

        (endpoint.Config, endpoint.Pending, endpoint.State) = (endpoint.Pending, null, "NOT_UPDATING");
    }

    private (int, JsonNode?)? Read(string name)
    {
        if (!_all.TryGetValue(name, out DoubleEndpoint? endpoint)) return Absent(name);
        if (_staleReads > 0)
        {
            _staleReads--;
            return endpoint.Before is { } before ? (200, before.DeepClone()) : Absent(name);
        }

        return (200, Details(endpoint));
    }

    private JsonObject Details(DoubleEndpoint endpoint)
    {
        var details = new JsonObject
        {
            ["name"] = endpoint.Name, ["id"] = "e-" + endpoint.Name, ["creator"] = "somebody@example.com",
            ["state"] = new JsonObject { ["ready"] = endpoint.Config is null ? "NOT_READY" : "READY", ["config_update"] = endpoint.State },
            ["tags"] = Tags(endpoint), ["permission_level"] = "CAN_MANAGE",
        };
        if (endpoint.Config is { } config) details["config"] = Shown(config, "DEPLOYMENT_READY");
        if (endpoint.Pending is { } pending) details["pending_config"] = Shown(pending, null);
        if (endpoint.Gateway is { } gateway) details["ai_gateway"] = gateway.DeepClone();
        return details;
    }

    private JsonObject Shown(JsonObject config, string? state)
    {
        var shown = (JsonObject)config.DeepClone();
        foreach (JsonNode entity in Entities(shown))
        {
            entity["creator"] = "somebody@example.com";
            entity["state"] = new JsonObject
            {
                ["deployment"] = state ?? (Reason(entity) is null ? "DEPLOYMENT_CREATING" : "DEPLOYMENT_FAILED"),
                ["deployment_state_message"] = state is null ? Reason(entity) ?? "Creating the container image." : "",
            };
        }

        return shown;
    }

    private string? Reason(JsonNode entity) => Failing.GetValueOrDefault($"{entity["entity_name"]}/{entity["entity_version"]}");

    private static JsonArray Tags(DoubleEndpoint endpoint) =>
        [.. endpoint.Tags.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })];

    private static IReadOnlyList<JsonNode> Entities(JsonObject config) =>
        [.. (config["served_entities"] as JsonArray ?? []).Select(entity => entity!)];

    private (int, JsonNode?)? On(string name, Func<DoubleEndpoint, (int, JsonNode?)?> act) =>
        _all.TryGetValue(name, out DoubleEndpoint? endpoint) ? act(endpoint) : Absent(name);

    private static (int, JsonNode?) Absent(string name) =>
        (404, Error("RESOURCE_DOES_NOT_EXIST", $"The given endpoint {name} does not exist."));

    private static (int, JsonNode?) Invalid(string message) => (400, Error("INVALID_PARAMETER_VALUE", message));

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,63}$")]
    private static partial Regex Name();
}

/// <summary>An endpoint and where it stands.</summary>
public sealed class DoubleEndpoint(string name)
{
    public string Name => name;

    public string State { get; set; } = "NOT_UPDATING";

    public JsonObject? Config { get; set; }

    public JsonObject? Pending { get; set; }

    public JsonObject? Gateway { get; set; }

    public Dictionary<string, string> Tags { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset Ends { get; set; }

    /// <summary>What stale reads tell; null for nothing.</summary>
    public JsonObject? Before { get; set; }

    public int CallCount { get; set; }
}

/// <summary>A call that an inference table has.</summary>
public sealed record DoubleCall(DateTimeOffset Time, int Status, string Request, string Response, string Served);
