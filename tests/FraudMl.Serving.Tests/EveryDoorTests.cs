using System.Net.Http.Json;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>One transaction as object, dictionary, data and over HTTP gets the same bits.</summary>
public sealed class EveryDoorTests
{
    [Fact]
    public async Task A_transaction_scores_the_same_through_every_door()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Transaction[] rows = [.. Enumerable.Range(0, 40).Select(Transaction.Of)];
        double[] expected = TestModels.MixedModel.Score(Dataset.FromRows(rows, schema => schema.Timestamp("At").Feature("At")));
        for (int row = 0; row < rows.Length; row++)
        {
            TestModels.MixedModel.Score(rows[row]).ShouldBe(expected[row]);
            TestModels.MixedModel.Score(rows[row].Named()).ShouldBe(expected[row]);
            string json = JsonSerializer.Serialize(rows[row].Named());
            TestModels.MixedModel.Score(JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!).ShouldBe(expected[row]);
            using HttpResponseMessage response = await server.PostAsync(json, path: "/score");
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            answer.GetProperty("fraudProbability").GetDouble().ShouldBe(expected[row]);
            answer.GetProperty("fraudDecision").GetBoolean().ShouldBe(TestModels.MixedModel.Decide(rows[row]));
        }
    }

    private sealed record Transaction(decimal Amount, string? Category, float? V1, DateTimeOffset At)
    {
        public static Transaction Of(int i)
        {
            var random = new Random(i);
            string?[] categories = ["grocery", "travel", "Zürich \"Süd\"", "games", "new", null, " "];
            return new(
                random.Next(1, 1_000_000) / 100m, categories[i % categories.Length], i % 5 == 0 ? null : random.NextSingle() * 4 - 2,
                new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(i % 3)).AddMilliseconds(random.Next()));
        }

        public Dictionary<string, object?> Named() =>
            new() { ["Amount"] = Amount, ["Category"] = Category, ["V1"] = V1, ["At"] = At, ["Id"] = "further" };
    }
}
