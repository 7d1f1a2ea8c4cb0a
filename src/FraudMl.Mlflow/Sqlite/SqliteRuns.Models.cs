using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    private const string HistoryTag = "mlflow.log-model.history";

    private const int ModelLength = 1_000_000;

    private static readonly string[] _mandatory = ["artifact_path", "flavors", "run_id", "utc_time_created"];

    // The order in which MLflow writes them.
    private static readonly string[] _kept = ["run_id", "artifact_path", "utc_time_created", "model_uuid", "flavors"];

    public Task LogModelAsync(MlflowLogModel request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.RunId, "run_id");
        MlflowNames.Require(request.ModelJson, "model_json");
        MlflowNames.CheckLength(request.ModelJson, "model_json", ModelLength);
        string entry = EntryOf(request.ModelJson);
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            string? old = session.First(
                "SELECT value FROM tags WHERE run_uuid = @id AND key = @key", reader => reader.Text(0), ("@id", request.RunId),
                ("@key", HistoryTag));
            // The list grows at its end; what it holds already stays as it is written.
            string history = old is { Length: > 2 } ? $"{old[..^1]}, {entry}]" : $"[{entry}]";
            PutTag(session, request.RunId, HistoryTag, history);
        }, cancellationToken);
    }

    private static string EntryOf(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject model)
            {
                string[] missing = [.. _mandatory.Where(name => !model.ContainsKey(name))];
                if (missing.Length > 0)
                    throw MlflowException.Invalid($"Model json is missing mandatory fields: {SearchSchema.SetOf(missing)}");
                IEnumerable<string> kept = _kept.Where(model.ContainsKey);
                return PythonJson.Write(new JsonObject(kept.Select(name => KeyValuePair.Create(name, model[name]?.DeepClone()))));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // Broken, with half a character in a text, or with a key twice: falls through to the same refusal.
        }

        throw MlflowException.Invalid($"Malformed model info. \n {json} \n is not a valid JSON.");
    }
}
