using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>The one question that MLflow's pages ask by GraphQL and that a tracking client may repeat: a run by its id.</summary>
internal static class GraphQlRoute
{
    private const string Field = "mlflowGetRun";

    public static async Task<object?> AnswerAsync(ApiCall call)
    {
        GraphQlSelection query = GraphQlSelection.Parse(call.Text("query"));
        if (query.Children.Count != 1 || query.Children.Single() is not { Key: Field, Value: var selection })
            throw new MlflowException(MlflowErrorCodes.NotImplemented,
                $"Of MLflow's GraphQL only '{Field}' is answered here; use the REST API.");
        var answer = new JsonObject { ["apiError"] = null };
        try
        {
            MlflowRunAnswer run = await call.Client.Runs.GetAsync(RunIdOf(call), call.Cancelled).ConfigureAwait(false);
            answer["run"] = JsonSerializer.SerializeToNode(run.Run, MlflowJson.Options.GetTypeInfo(typeof(MlflowRun)));
        }
        catch (MlflowException error)
        {
            answer["apiError"] = new JsonObject { ["code"] = error.ErrorCode, ["message"] = error.Message };
            answer["run"] = null;
        }

        return new JsonObject { ["data"] = new JsonObject { [Field] = selection.Pick(answer) }, ["errors"] = null };
    }

    private static string RunIdOf(ApiCall call) =>
        call.Object("variables") is { } variables && variables.TryGetProperty("data", out JsonElement data)
            && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("runId", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
}
