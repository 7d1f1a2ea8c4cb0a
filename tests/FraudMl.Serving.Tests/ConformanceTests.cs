using System.Net;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>
/// Replays what was recorded from MLflow's scoring server against models with the same columns: statuses, error codes and classes,
/// and the number of predictions. Not replayed: the scenarios of models without column signature (no-signature, onnx-no-signature,
/// tensor-signature, named-tensor-signature, onnx-tensor-signature), because a FraudModel always has named columns; params-schema,
/// because it has no parameters; model-raises, because it runs no user code.
/// </summary>
public sealed class ConformanceTests
{
    // Where this server answers otherwise on purpose.
    private static readonly Dictionary<string, (HttpStatusCode Status, string Reason)> Deviations = new()
    {
        ["typed-signature/no content type"] = (HttpStatusCode.UnsupportedMediaType, "the recorded 500 is a fault"),
        ["typed-signature/null long"] = (HttpStatusCode.OK, "every number of a FraudModel may be missing"),
        ["typed-signature/null integer"] = (HttpStatusCode.OK, "every number of a FraudModel may be missing"),
        ["typed-signature/bad datetime"] = (HttpStatusCode.OK, "the optional columns t and opt are not the model's, so they are dropped"),
        ["typed-signature/string for optional double"] = (HttpStatusCode.OK,
            "the optional columns t and opt are not the model's, so they are dropped"),
        ["typed-signature/double beyond float"] = (HttpStatusCode.BadRequest, "a number that is not finite has no probability"),
        ["typed-signature/bare Infinity"] = (HttpStatusCode.BadRequest, "a number that is not finite has no probability"),
        ["sklearn-classifier/null"] = (HttpStatusCode.OK, "the recorded scikit-learn model refuses NaN"),
    };

    // A list of lists names no column; the recorded server trips over the text in it before it comes to that.
    private static readonly string[] OtherErrorCodes = ["typed-signature/instances nested lists"];

    [Theory]
    [InlineData("onnx-column-signature", 11)]
    [InlineData("sklearn-classifier", 9)]
    [InlineData("typed-signature", 106)]
    public async Task Recorded_requests_are_answered_as_MLflow_answers_them(string scenario, int stepCount)
    {
        FraudModel model = scenario == "typed-signature" ? TestModels.TypedModel : TestModels.CreditCardModel;
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        var differences = new List<string>();
        RecordedStep[] steps = [.. RecordedStep.Of(scenario)];
        foreach (RecordedStep step in steps)
        {
            using HttpRequestMessage request = step.ToRequest();
            using HttpResponseMessage response = await server.Client.SendAsync(request);
            string answer = await response.Content.ReadAsStringAsync();
            if (Difference($"{scenario}/{step.Name}", step, response, answer) is { } difference)
                differences.Add($"{step.Name}: {difference}");
        }

        differences.ShouldBeEmpty();
        steps.Length.ShouldBe(stepCount);
    }

    private static string? Difference(string key, RecordedStep step, HttpResponseMessage response, string answer)
    {
        HttpStatusCode expected = Deviations.TryGetValue(key, out var deviation) ? deviation.Status : step.Status;
        if (response.StatusCode != expected) return $"expected {expected}, got {response.StatusCode} {answer}";
        if (answer.Contains("stack", StringComparison.OrdinalIgnoreCase)) return $"has a stack trace: {answer}";
        if (step.Answer is not { ValueKind: JsonValueKind.Object } recorded || deviation.Reason is not null) return null;
        if (recorded.TryGetProperty("predictions", out JsonElement predictions))
        {
            int count = JsonDocument.Parse(answer).RootElement.GetProperty("predictions").GetArrayLength();
            return count == predictions.GetArrayLength() ? null : $"expected {predictions.GetArrayLength()} predictions, got {answer}";
        }

        if (!recorded.TryGetProperty("error_code", out JsonElement code) || OtherErrorCodes.Contains(key)) return null;
        JsonElement error = JsonDocument.Parse(answer).RootElement;
        return error.GetProperty("error_code").GetString() == code.GetString()
            && error.GetProperty("error_class").GetString() == recorded.GetProperty("error_class").GetString()
            && error.GetProperty("sqlstate").GetString() == recorded.GetProperty("sqlstate").GetString()
            && error.GetProperty("message").GetString()!.Length > 0
            ? null
            : $"expected {recorded}, got {answer}";
    }
}
