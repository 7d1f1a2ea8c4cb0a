using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>The tag by which MLflow's pages find the tables of a run.</summary>
internal sealed class LoggedTables
{
    public const string Tag = "mlflow.loggedArtifacts";

    private readonly JsonArray _entries;

    private LoggedTables(JsonArray entries) => _entries = entries;

    public static LoggedTables Of(MlflowRun run)
    {
        string? text = run.Data.Tags.FirstOrDefault(tag => tag.Key == Tag)?.Value;
        try
        {
            JsonNode? entries = text is null ? null : JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
            return new LoggedTables(entries as JsonArray ?? []);
        }
        catch (JsonException)
        {
            // Somebody else's; MLflow's pages can't read it either.
            return new LoggedTables([]);
        }
    }

    public bool Contains(string path) => _entries.Any(entry =>
        entry is JsonObject table && table["path"] is JsonValue value && value.TryGetValue(out string? found) && found == path);

    public string With(string path) =>
        PythonJson.Write(new JsonArray([.. _entries.Select(entry => entry?.DeepClone()),
            new JsonObject { ["path"] = path, ["type"] = "table" }]));
}
