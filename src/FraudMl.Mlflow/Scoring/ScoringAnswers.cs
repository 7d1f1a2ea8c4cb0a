using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Reads the scores out of what servers answer.</summary>
internal static class ScoringAnswers
{
    private const string Probability = "fraud_probability";
    private const string Decision = "fraud_decision";

    /// <summary>Reads an answer of <c>/invocations</c>: a list with an object, a number or a list for each row, or a list per
    /// output.</summary>
    public static IReadOnlyList<FraudScore> Predictions(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("predictions", out JsonElement predictions))
            throw ScoringErrors.OfUnreadable("It has no predictions.");
        if (predictions.ValueKind == JsonValueKind.Array) return [.. predictions.EnumerateArray().Select(Prediction)];
        if (predictions.ValueKind != JsonValueKind.Object) throw ScoringErrors.OfUnreadable("Its predictions are no list.");
        JsonElement probabilities = Output(predictions);
        JsonElement[] flags = predictions.TryGetProperty(Decision, out JsonElement decisions) ? [.. decisions.EnumerateArray()] : [];
        return probabilities.ValueKind == JsonValueKind.Array
            ? [.. probabilities.EnumerateArray().Select((value, row) =>
                new FraudScore(Number(value), row < flags.Length ? Number(flags[row]) != 0 : null))]
            : throw ScoringErrors.OfUnreadable("Its predictions are no list.");
    }

    /// <summary>Reads an answer of <c>/score</c>.</summary>
    public static FraudScore Score(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("fraudProbability", out JsonElement probability))
            throw ScoringErrors.OfUnreadable("It has no fraudProbability.");
        return new FraudScore(Number(probability), Optional(answer, "fraudDecision") is { } flag ? flag.GetBoolean() : null)
        {
            ModelName = Optional(answer, "modelName")?.GetString(),
            ModelVersion = Optional(answer, "modelVersion")?.GetString(),
            Reasons = Optional(answer, "reasons") is { } reasons ? [.. reasons.EnumerateArray().Select(Reason)] : [],
        };
    }

    /// <summary>Reads a line of an answer of <c>/score/batch</c>.</summary>
    public static FraudScoreLine Line(string json, long first, int index, int count)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement line = document.RootElement;
            JsonElement? error = Optional(line, "error");
            if (line.GetProperty("line").GetInt64() != index + 1 || index >= count)
                throw error is { } broken
                    ? ScoringErrors.OfLine(broken) : ScoringErrors.OfUnreadable("Its lines are not those that were sent.");
            return error is { } wrong
                ? new FraudScoreLine(first + index, Score: null, ScoringErrors.OfLine(wrong))
                : new FraudScoreLine(first + index, Score(line), Error: null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw ScoringErrors.OfUnreadable("It is no line of JSON with a number.", e);
        }
    }

    private static FraudScore Prediction(JsonElement prediction) => prediction.ValueKind == JsonValueKind.Object
        ? new FraudScore(Number(Output(prediction)), Optional(prediction, Decision) is { } flag ? Number(flag) != 0 : null)
        : new FraudScore(Number(prediction), IsFlagged: null);

    // Another model has an output of another name; with several, nobody knows which is the probability.
    private static JsonElement Output(JsonElement outputs)
    {
        if (outputs.TryGetProperty(Probability, out JsonElement probability)) return probability;
        JsonProperty[] others = [.. outputs.EnumerateObject().Where(output => output.Name != Decision)];
        return others.Length == 1 ? others[0].Value : throw ScoringErrors.OfUnreadable(
            $"Its predictions have no {Probability}, but {string.Join(", ", others.Select(output => $"'{output.Name}'"))}.");
    }

    // Two numbers are the probabilities of both classes, as classifiers of scikit-learn give them.
    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Array when value.GetArrayLength() is 1 or 2 => Number(value[value.GetArrayLength() - 1]),
        _ => throw ScoringErrors.OfUnreadable("A prediction is no number."),
    };

    private static FraudScoreReason Reason(JsonElement reason) => new(
        reason.GetProperty("input").GetString()!, Optional(reason, "value")?.GetString(), Number(reason.GetProperty("contribution")),
        reason.GetProperty("text").GetString()!);

    private static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
