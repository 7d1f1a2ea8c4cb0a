using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>Runs one-time jobs: they wait, run and end, once for each idempotency token.</summary>
public sealed class Jobs(DoubleClock clock)
{
    private static readonly string[] _kinds = ["notebook_task", "spark_python_task", "python_wheel_task"];

    private readonly ConcurrentDictionary<long, DoubleRun> _all = new();
    private readonly Lock _lock = new();
    private long _last = 1000;

    /// <summary>The runs, in order.</summary>
    public IEnumerable<DoubleRun> All => _all.Values.OrderBy(run => run.Id);

    /// <summary>How long a run waits, and how long it runs.</summary>
    public TimeSpan WaitTime { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a run runs.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many cancels are missed silently.</summary>
    public int MissedCancels { get; set; }

    /// <summary>What becomes of a run. Default: it ends well with nothing to say.</summary>
    public Func<JsonObject, DoubleOutcome> Outcome { get; set; } = _ => new();

    /// <summary>Whether the log-in may do nothing here.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>Forgets all runs.</summary>
    public void Clear() => _all.Clear();

    /// <summary>Answers a request of the API; null where it is none of these.</summary>
    internal async Task<(int Status, JsonNode? Body)?> RouteAsync(HttpRequest request, string[] parts)
    {
        var body = request.ContentLength > 0 ? (JsonObject)(await JsonNode.ParseAsync(request.Body))! : [];
        if (parts is not ["jobs", "runs", var call]) return null;
        if (IsForbidden) return (403, Error("PERMISSION_DENIED", "User is not allowed to submit runs."));
        lock (_lock)
        {
            switch (request.Method, call)
            {
                case ("POST", "submit"):
                    return Submit(body);
                case ("GET", "get"):
                    return Find(request) is { } run ? (200, Details(run)) : Absent();
                case ("GET", "get-output"):
                    return Output(request);
                case ("POST", "cancel"):
                    if (!_all.TryGetValue(body["run_id"]?.GetValue<long>() ?? 0, out DoubleRun? cancelled)) return Absent();
                    Move(cancelled);
                    if (MissedCancels-- <= 0 && cancelled.Ended is null) cancelled.Ended = "CANCELED";
                    return (200, new JsonObject());
                default:
                    return null;
            }
        }
    }

    private (int, JsonNode?) Submit(JsonObject body)
    {
        string? token = body["idempotency_token"]?.GetValue<string>();
        if (token?.Length > 64) return Invalid("idempotency_token has at most 64 characters.");
        if (token is not null && _all.Values.FirstOrDefault(run => run.Token == token) is { } known)
            return (200, new JsonObject { ["run_id"] = known.Id });
        if (body["tasks"] is not JsonArray { Count: > 0 } tasks) return Invalid("tasks is missing.");
        HashSet<string> environments =
            [.. (body["environments"] as JsonArray ?? []).Select(each => each!["environment_key"]!.GetValue<string>())];
        foreach (JsonNode? task in tasks)
        {
            if (task!["task_key"] is null) return Invalid("task_key is missing.");
            if (_kinds.Count(kind => task[kind] is not null) != 1) return Invalid("A task has exactly one kind.");
            if (task["spark_python_task"] is { } python && python["python_file"]?.GetValue<string>() is not { Length: > 0 })
                return Invalid("python_file is missing.");
            if (task["notebook_task"] is { } notebook && notebook["notebook_path"]?.GetValue<string>() is not { Length: > 0 })
                return Invalid("notebook_path is missing.");
            bool isServerless = task["existing_cluster_id"] is null && task["new_cluster"] is null;
            if (isServerless && task["environment_key"]?.GetValue<string>() is { } key && !environments.Contains(key))
                return Invalid($"There is no environment {key}.");
            if (isServerless && task["notebook_task"] is null && task["environment_key"] is null)
                return Invalid("Serverless Python tasks need an environment_key.");
            if (task["new_cluster"] is { } cluster && (cluster["spark_version"] is null || cluster["node_type_id"] is null))
                return Invalid("A new cluster has spark_version and node_type_id.");
        }

        var run = new DoubleRun(++_last, token, (JsonObject)body.DeepClone(), clock.GetUtcNow());
        _all[run.Id] = run;
        return (200, new JsonObject { ["run_id"] = run.Id });
    }

    private DoubleRun? Find(HttpRequest request)
    {
        DoubleRun? run = long.TryParse(request.Query["run_id"], out long id) ? _all.GetValueOrDefault(id) : null;
        if (run is not null) Move(run);
        return run;
    }

    private void Move(DoubleRun run)
    {
        if (run.Ended is null && clock.GetUtcNow() >= run.Began + WaitTime + RunTime)
        {
            run.Outcome = Outcome(run.Body);
            run.Ended = run.Outcome.Result;
        }
    }

    private JsonObject Details(DoubleRun run)
    {
        string life = run.Ended is { } ended ? ended == "INTERNAL_ERROR" ? ended : "TERMINATED"
            : clock.GetUtcNow() < run.Began + WaitTime ? "PENDING" : "RUNNING";
        var state = new JsonObject { ["life_cycle_state"] = life, ["state_message"] = run.Outcome.Message };
        var status = new JsonObject { ["state"] = run.Ended is null ? life : "TERMINATED" };
        if (run.Ended is not null)
        {
            if (life == "TERMINATED") state["result_state"] = run.Ended;
            status["termination_details"] = new JsonObject
            {
                ["code"] = run.Ended == "CANCELED" ? "USER_CANCELED" : run.Outcome.Code,
                ["message"] = run.Outcome.Message,
                ["type"] = run.Ended == "SUCCESS" ? "SUCCESS" : "CLIENT_ERROR",
            };
        }

        return new JsonObject
        {
            ["run_id"] = run.Id, ["state"] = state, ["status"] = status, ["run_page_url"] = $"https://workspace/jobs/runs/{run.Id}",
            ["tasks"] = new JsonArray(new JsonObject
            {
                ["run_id"] = run.Id * 10, ["task_key"] = run.Body["tasks"]![0]!["task_key"]!.GetValue<string>(),
                ["state"] = state.DeepClone(),
            }),
        };
    }

    // Each task has an output, the run itself has none.
    private (int, JsonNode?) Output(HttpRequest request)
    {
        if (!long.TryParse(request.Query["run_id"], out long id)) return Invalid("run_id is missing.");
        if (_all.ContainsKey(id)) return Invalid("Retrieving the output of runs with multiple tasks is not supported.");
        if (!_all.TryGetValue(id / 10, out DoubleRun? run)) return Absent();
        var output = new JsonObject { ["metadata"] = Details(run) };
        if (run.Outcome.Error is { } error) (output["error"], output["error_trace"]) = (error, "Traceback: " + error);
        if (run.Outcome.Logs is { } logs) (output["logs"], output["logs_truncated"]) = (logs, false);
        if (run.Body["tasks"]![0]!["notebook_task"] is not null)
            output["notebook_output"] = new JsonObject { ["result"] = run.Outcome.Output, ["truncated"] = false };
        return (200, output);
    }

    private static (int, JsonNode?) Absent() => (400, Error("INVALID_PARAMETER_VALUE", "Run does not exist."));

    private static (int, JsonNode?) Invalid(string message) => (400, Error("INVALID_PARAMETER_VALUE", message));

    private static JsonObject Error(string code, string message) => new() { ["error_code"] = code, ["message"] = message };
}

/// <summary>A one-time run.</summary>
public sealed class DoubleRun(long id, string? token, JsonObject body, DateTimeOffset began)
{
    public long Id => id;

    public string? Token => token;

    public JsonObject Body => body;

    public DateTimeOffset Began => began;

    /// <summary>Its result state; null while it has none.</summary>
    public string? Ended { get; set; }

    public DoubleOutcome Outcome { get; set; } = new();
}

/// <summary>What becomes of a run.</summary>
public sealed record DoubleOutcome
{
    public string Result { get; init; } = "SUCCESS";

    public string Code { get; init; } = "SUCCESS";

    public string Message { get; init; } = "";

    public string? Error { get; init; }

    public string? Logs { get; init; }

    public string? Output { get; init; }
}
