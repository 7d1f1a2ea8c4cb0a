using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    private const string HistoryTag = "mlflow.log-model.history";

    private static readonly string[] _mandatory = ["artifact_path", "flavors", "run_id", "utc_time_created"];

    // The order in which MLflow writes them.
    private static readonly string[] _kept = ["run_id", "artifact_path", "utc_time_created", "model_uuid", "flavors"];

    public Task LogModelAsync(MlflowLogModel request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.RunId, "run_id");
        MlflowNames.Require(request.ModelJson, "model_json");
        JsonObject model = ParseModel(request.ModelJson);
        string[] missing = [.. _mandatory.Where(name => !model.ContainsKey(name))];
        if (missing.Length > 0)
            throw MlflowException.Invalid($"Model json is missing mandatory fields: {{{string.Join(", ", missing.Select(name => $"'{name}'"))}}}");
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            string? old = session.First(
                "SELECT value FROM tags WHERE run_uuid = @id AND key = @key", reader => reader.Text(0), ("@id", request.RunId), ("@key", HistoryTag));
            string entry = PythonJson.Write(new JsonObject(
                _kept.Where(model.ContainsKey).Select(name => KeyValuePair.Create(name, model[name]?.DeepClone()))));
            // The list grows at its end; what it holds already stays as it is written.
            string history = old is { Length: > 2 } ? $"{old[..^1]}, {entry}]" : $"[{entry}]";
            PutTag(session, request.RunId, HistoryTag, history);
        }, cancellationToken);
    }

    private static JsonObject ParseModel(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject model)
                return model;
        }
        catch (JsonException)
        {
            // Falls through to the same refusal.
        }

        throw MlflowException.Invalid($"Malformed model info. \n {json} \n is not a valid JSON.");
    }
}
