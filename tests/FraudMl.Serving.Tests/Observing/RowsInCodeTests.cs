using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>Transactions that code of the application scores have ids as those of requests have.</summary>
public sealed class RowsInCodeTests
{
    [Fact]
    public async Task Labels_reach_rows_of_every_form_by_their_ids()
    {
        await using ScoringServer server = await MonitoredServer.StartAsync(MonitoredServer.Clock());
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.Score(Payment.Of("a"));
        scorer.Decide(Payment.Of("b").Named());
        scorer.Explain(Payment.Of("c"));
        scorer.Score([.. Enumerable.Range(0, 600).Select(row => Payment.Of($"m{row}"))]);
        scorer.Score(new { Amount = 3m, Category = "games", V1 = 1f, At = DateTime.UnixEpoch, id = 17 });
        scorer.Score(Payment.Of("without").Named(isIdentified: false));
        JsonNode answer = await server.LabelAsync("""
            [{"id":"a","isFraud":true},{"id":"b","isFraud":false},{"id":"c","isFraud":false},{"id":"m0","isFraud":true},
             {"id":"m599","isFraud":true},{"id":17,"isFraud":true},{"id":"without","isFraud":true}]
            """);
        ((int)answer["new"]!).ShouldBe(6, answer.ToJsonString());
        ((int)answer["unknown"]!).ShouldBe(1);
        ((int)(await server.GetAsync("/monitoring/metrics"))["versions"]![0]!["rowCount"]!).ShouldBe(604);
    }

    [Fact]
    public async Task Observers_see_the_ids_and_nothing_of_rows_that_have_none()
    {
        var seen = new Seen();
        await using ScoringServer server = await MonitoredServer.StartAsync(
            MonitoredServer.Clock(), register: services => services.AddSingleton<IScoringObserver>(seen));
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.Score([Payment.Of("a"), Payment.Of(null), Payment.Of("Zürich")]);
        seen.Ids.ShouldBe(["a", "-", "Zürich"]);
    }

    private sealed record Payment(string? id, decimal Amount, string? Category, float? V1, DateTimeOffset At)
    {
        public static Payment Of(string? id) => new(id, 12.5m, "games", 0.5f, DateTimeOffset.UnixEpoch);

        public Dictionary<string, object?> Named(bool isIdentified = true)
        {
            var named = new Dictionary<string, object?> { ["Amount"] = Amount, ["Category"] = Category, ["V1"] = V1, ["At"] = At };
            if (isIdentified) named["id"] = id;
            return named;
        }
    }

    private sealed class Seen : IScoringObserver
    {
        public List<string> Ids { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            for (int row = 0; row < rows.Session.RowCount; row++)
                Ids.Add(rows.TryGetId(row, out ReadOnlySpan<byte> id) ? System.Text.Encoding.UTF8.GetString(id) : "-");
        }
    }
}
