using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace FraudMl.Mlflow.Tests;

/// <summary>
/// The embedded store answers what MLflow's server answered, through the interfaces of the typed client. What they can't say is not
/// replayed here but over HTTP (<c>ServerConformanceTests</c>): bodies of another type, routes of pages, unset numbers.
/// </summary>
public sealed class SqliteConformanceTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Steps that differ, and why.</summary>
    private static readonly Dictionary<(string File, string Step), string> _excepted = new()
    {
        [("03-experiments-errors.json", "text/plain body")] = "the content type is HTTP's",
        [("03-experiments-errors.json", "no content type")] = "the content type is HTTP's",
        [("03-experiments-errors.json", "get with JSON body instead of query")] = "the body of a GET is HTTP's",
        [("05-experiments-search.json", "empty object")] = "a page size that is not set is 1,000 in the typed client",
        [("05-experiments-search.json", "max_results 0")] = "a page size that is not set is 1,000 in the typed client",
        [("07-runs-errors.json", "log-batch without run_id")] = "a text that is not set is an empty one in the typed client, and MLflow "
            + "words the two differently",
        [("08-metrics.json", "run data")] = "shows what bodies did that the typed client can't say",
        [("11-log-batch.json", "get invalid run")] = "shows what bodies did that the typed client can't say",
        [("13-runs-search.json", "max_results 50001")] = "MLflow's message names the JSON type; ours says the limit",
        [("16-registered-models-search.json", "max_results 1001")] = "MLflow's message names the JSON type; ours says the limit",
        [("18-model-versions-search.json", "max_results 200001")] = "MLflow's message names the JSON type; ours says the limit",
        [("20-logged-models-search.json", "no experiments")] = "a list that is not set is an empty one in the typed client, which "
            + "finds nothing",
    };

    /// <summary>What these are about is HTTP itself: hosts, origins, methods, paths.</summary>
    private static readonly string[] _ofHttp = ["01-service.json", "14-artifacts-proxied.json"];

    private readonly TemporaryStore _store = new();

    public static TheoryData<string> Files =>
        new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.json").Select(file => Path.GetFileName(file)!)
            .Except(_ofHttp).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_embedded_store_answers_as_the_recorded_server(string file)
    {
        using OpenStore opened = new(_store);
        var routes = new MlflowRoutes(opened.Connection);
        var placeholders = new Placeholders();
        var differences = new List<string>();
        var excepted = new List<string>();
        int unsaid = 0;
        IReadOnlyList<ScenarioStep> steps = Scenario.Read(file).Steps;
        foreach (ScenarioStep step in steps)
        {
            string? difference = step.LacksNumber ? null : await ReplayAsync(routes, placeholders, step.WithRunId());
            if (difference is null)
                unsaid++;
            else if (_excepted.TryGetValue((file, step.Name), out string? reason))
                excepted.Add($"{step.Name}: {reason}");
            else if (difference.Length > 0)
                differences.Add($"{step.Name}: {difference}");
        }

        int matched = steps.Count - unsaid - excepted.Count - differences.Count;
        output.WriteLine($"{file}: {steps.Count} steps, {matched} matched, {unsaid} the typed client can't say, {excepted.Count} "
            + $"excepted{string.Concat(excepted.Select(reason => $"\n    {reason}"))}");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<string?> ReplayAsync(MlflowRoutes routes, Placeholders placeholders, ScenarioStep step)
    {
        byte[] body = placeholders.Fill(step.Body) is { } json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : step.RawBody ?? [];
        ILookup<string, string> query = step.Query.ToLookup(pair => pair.Key, pair => placeholders.Fill(pair.Value));
        (int Status, string Json)? answer;
        try
        {
            answer = await routes.AnswerAsync(step.Method, Uri.UnescapeDataString(placeholders.Fill(step.Path)), query, body);
        }
        catch (JsonException)
        {
            return null;
        }

        // Answers of status 500 are faults of the recorded server, no contract.
        if (answer is not { } got || step.Status >= 500)
            return null;
        if (got.Status != step.Status)
            return $"expected {step.Status} {step.Answer?.ToJsonString()} got {got.Status} {got.Json}";
        JsonNode? expected = step.Answer?.DeepClone();
        (expected as JsonObject)?.Remove("sqlstate");
        (expected as JsonObject)?.Remove("error_class");
        return placeholders.Difference(expected, JsonNode.Parse(got.Json), step.IsUnordered) ?? "";
    }

    public void Dispose() => _store.Dispose();
}
