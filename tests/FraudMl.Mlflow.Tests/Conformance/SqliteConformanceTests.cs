using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

/// <summary>The embedded store answers what MLflow's server answered, as far as a request can be said in the typed client.</summary>
public sealed class SqliteConformanceTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Theory]
    [InlineData("02-experiments-crud.json")]
    [InlineData("04-experiment-tags.json")]
    [InlineData("05-experiments-search.json")]
    [InlineData("06-runs-crud.json")]
    [InlineData("08-metrics.json")]
    [InlineData("09-params.json")]
    [InlineData("10-tags.json")]
    [InlineData("11-log-batch.json")]
    [InlineData("12-log-inputs.json")]
    [InlineData("13-runs-search.json")]
    [InlineData("15-registered-models.json")]
    [InlineData("16-registered-models-search.json")]
    [InlineData("17-model-versions.json")]
    [InlineData("18-model-versions-search.json")]
    [InlineData("19-logged-models.json")]
    [InlineData("20-logged-models-search.json")]
    [InlineData("21-client-sequences.json")]
    public async Task The_embedded_store_answers_as_the_recorded_server(string file)
    {
        using OpenStore opened = new(_store);
        var routes = new MlflowRoutes(opened.Connection);
        var placeholders = new Placeholders();
        var differences = new List<string>();
        int compared = 0;
        foreach (ScenarioStep step in Scenario.Read(file).Steps)
        {
            if (await ReplayAsync(routes, placeholders, step) is not { } outcome)
                continue;
            compared++;
            if (outcome.Length > 0)
                differences.Add($"{step.Name}: {outcome}");
        }

        differences.ShouldBeEmpty($"{compared} steps compared");
    }

    private static async Task<string?> ReplayAsync(MlflowRoutes routes, Placeholders placeholders, ScenarioStep step)
    {
        string body = placeholders.Fill(step.Body)?.ToJsonString() ?? step.RawBody ?? "";
        ILookup<string, string> query = step.Query.ToLookup(pair => pair.Key, pair => placeholders.Fill(pair.Value));
        (int Status, string Json)? answer;
        try
        {
            answer = await routes.AnswerAsync(step.Method, placeholders.Fill(step.Path), query, body);
        }
        catch (JsonException)
        {
            return null;
        }

        if (answer is not { } got)
            return null;
        if (step.Status >= 500)
            return got.Status >= 400 ? "" : $"expected an error got {got.Status}";
        if (got.Status != step.Status)
            return $"expected {step.Status} {step.Answer?.ToJsonString()} got {got.Status} {got.Json}";
        JsonNode? expected = step.Answer?.DeepClone();
        (expected as JsonObject)?.Remove("sqlstate");
        (expected as JsonObject)?.Remove("error_class");
        return placeholders.Difference(expected, JsonNode.Parse(got.Json), step.IsUnordered) ?? "";
    }

    public void Dispose() => _store.Dispose();
}
