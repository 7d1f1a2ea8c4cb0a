using System.Net;
using System.Text;
using System.Text.Json;

namespace FraudMl.Build;

/// <summary>Asks a scoring API.</summary>
internal static class ScoringApi
{
    /// <summary>Posts to <c>/invocations</c> and returns the first number of the predictions, which must be a probability.</summary>
    public static async Task<double> ScoreAsync(HttpClient client, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri("/invocations", UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK)
            throw new BuildFailedException($"POST /invocations answered {(int)response.StatusCode}: {answer}");
        using JsonDocument document = JsonDocument.Parse(answer);
        double? probability = document.RootElement.TryGetProperty("predictions", out JsonElement predictions)
            ? FirstNumber(predictions) : null;
        return probability is >= 0 and <= 1
            ? probability.Value
            : throw new BuildFailedException($"POST /invocations answered no probability: {answer}");
    }

    private static double? FirstNumber(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(FirstNumber).FirstOrDefault(number => number is not null),
        JsonValueKind.Object => element.EnumerateObject().Select(property => FirstNumber(property.Value))
            .FirstOrDefault(number => number is not null),
        _ => null,
    };
}
