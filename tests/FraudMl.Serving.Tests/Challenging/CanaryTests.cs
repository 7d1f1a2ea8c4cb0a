using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FraudMl.Serving.Tests.OpenInference;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class CanaryTests
{
    private const int RowCount = 300;

    private static readonly FraudModel Champion = TestModels.MixedModel, Second = TestModels.RetrainedModel;
    private static readonly Dataset Rows = TestModels.Mixed(RowCount, 9);
    private static readonly JsonObject[] Records = [.. Enumerable.Range(0, RowCount).Select(RecordOf)];
    private static readonly string AllRecords =
        $"{{\"dataframe_records\":[{string.Join(',', Records.Select(record => record.ToJsonString()))}]}}";

    private static readonly double[] OfChampion = Champion.Score(Rows), OfSecond = Second.Score(Rows);

    [Theory]
    [InlineData("", 0xEFD01F60BA992926)]
    [InlineData("a", 0x82A2A958A9BECE5B)]
    [InlineData("card-1", 0x2EF6CB114039DC73)]
    [InlineData("Zürich", 0x24B22821293C05D0)]
    public void The_hash_of_an_entity_is_the_same_for_ever(string entity, ulong expected) =>
        EntityHash.Of(Encoding.UTF8.GetBytes(entity)).ShouldBe(expected);

    [Fact]
    public void A_share_of_the_entities_is_in_it_and_stays_when_it_grows()
    {
        int[] counts = [.. new[] { 0.0, 0.1, 0.5, 1.0 }.Select(ratio => Enumerable.Range(0, 10_000)
            .Count(entity => EntityHash.Of(Encoding.UTF8.GetBytes($"card-{entity}")) / 18_446_744_073_709_551_616.0 < ratio))];
        counts[0].ShouldBe(0);
        counts[1].ShouldBeInRange(900, 1_100);
        counts[2].ShouldBeInRange(4_800, 5_200);
        counts[3].ShouldBe(10_000);
    }

    [Fact]
    public async Task Entities_in_it_are_answered_by_the_challenger_by_every_door_and_each_bit_is_its_models()
    {
        await using ScoringServer server = await StartAsync(0.4);
        bool[] inCanary = [.. Enumerable.Range(0, RowCount).Select(row => IsIn(row, 0.4))];
        inCanary.Distinct().Count().ShouldBe(2);
        double[] expected = [.. Enumerable.Range(0, RowCount).Select(row => inCanary[row] ? OfSecond[row] : OfChampion[row])];
        string[] versions = [.. inCanary.Select(isIn => isIn ? "2" : "1")];

        for (int row = 0; row < 20; row++)
        {
            using HttpResponseMessage one = await server.PostAsync(Records[row].ToJsonString(), path: "/score?reasons=1");
            JsonElement answer = await one.Content.ReadFromJsonAsync<JsonElement>();
            answer.GetProperty("fraudProbability").GetDouble().ShouldBe(expected[row]);
            answer.GetProperty("modelVersion").GetString().ShouldBe(versions[row]);
        }

        using HttpResponseMessage many = await server.PostAsync(AllRecords);
        (await many.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions").EnumerateArray()
            .Select(prediction => prediction.GetProperty("fraud_probability").GetDouble()).ShouldBe(expected);

        using HttpResponseMessage batch = await server.PostAsync(
            string.Join('\n', Records.Select(record => record.ToJsonString())), "application/x-ndjson", "/score/batch");
        JsonElement[] lines = [.. (await batch.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("fraudProbability").GetDouble()).ShouldBe(expected);
        lines.Select(line => line.GetProperty("modelVersion").GetString()).ShouldBe(versions);

        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        Dictionary<string, object?>[] rows = Named();
        scorer.Score(rows).ShouldBe(expected);
        rows.Select(row => scorer.Score(row)).ShouldBe(expected);
        scorer.Decide(rows).ShouldBe(Enumerable.Range(0, RowCount)
            .Select(row => (inCanary[row] ? Second : Champion).Decide(Rows)[row]));
    }

    [Fact]
    public async Task Tensors_go_to_both_models_and_one_row_names_the_version_that_answered()
    {
        await using ScoringServer server = await StartAsync(0.4);
        Dictionary<string, double[]> outputs = await server.InferAsync(TensorsOf(Rows), null).OutputsAsync();
        outputs["fraud_probability"].ShouldBe(
            Enumerable.Range(0, RowCount).Select(row => IsIn(row, 0.4) ? OfSecond[row] : OfChampion[row]));
        for (int row = 0; row < 10; row++)
        {
            using HttpResponseMessage response = await server.InferAsync(TensorsOf(Rows.Take([row]), firstRow: row), null);
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            answer.GetProperty("model_version").GetString().ShouldBe(IsIn(row, 0.4) ? "2" : "1");
        }
    }

    [Fact]
    public async Task Observers_see_each_row_once_with_the_model_that_answered_it_and_its_id()
    {
        var seen = new Seen();
        await using ScoringServer server = await StartAsync(0.4, seen);
        await server.PostAsync(AllRecords);
        seen.Rows.OrderBy(row => row.Id).ShouldBe(Enumerable.Range(0, RowCount).Select(
            row => (row, (string?)(IsIn(row, 0.4) ? "2" : "1"), IsIn(row, 0.4) ? OfSecond[row] : OfChampion[row])));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IShadowReporter shadow = server.Services.GetRequiredService<IShadowReporter>();
        int others = Enumerable.Range(0, RowCount).Count(row => !IsIn(row, 0.4));
        while (shadow.Report().RowCount < others) await Task.Delay(5, limit.Token);
        shadow.Report().RowCount.ShouldBe(others);
        shadow.Report().Champion!.Version.ShouldBe("1");
    }

    [Fact]
    public async Task Decisions_count_for_the_model_that_made_them_by_every_door()
    {
        await using ScoringServer server = await StartAsync(0.4);
        bool[] ofChampion = Champion.Decide(Rows), ofSecond = Second.Decide(Rows);
        int[] canary = [.. Enumerable.Range(0, RowCount).Where(row => IsIn(row, 0.4))];
        int[] others = [.. Enumerable.Range(0, RowCount).Except(canary)];
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        string lines = string.Join('\n', Records.Select(record => record.ToJsonString()));
        foreach (Func<Task> ask in (Func<Task>[])[() => server.PostAsync(AllRecords),
            () => server.PostAsync(lines, "application/x-ndjson", "/score/batch"), () => Task.FromResult(scorer.Decide(Named()))])
        {
            using var meters = new CountedMeters(server.Services, "fraudml.scoring.decisions", "fraudml.canary.decisions");
            await ask();
            string name = scorer.Served.Name;
            (string, int)[] expected =
                [("1 flagged", others.Count(row => ofChampion[row])), ("1 passed", others.Count(row => !ofChampion[row])),
                ("2 flagged", canary.Count(row => ofSecond[row])), ("2 passed", canary.Count(row => !ofSecond[row]))];
            foreach ((string tags, int count) in expected) meters.Sums[$"fraudml.scoring.decisions {name} {tags}"].ShouldBe(count, tags);
            foreach ((string tags, int count) in expected[2..])
                meters.Sums[$"fraudml.canary.decisions {name} {tags}"].ShouldBe(count, tags);
            meters.Sum.ShouldBe(RowCount + canary.Length);
        }
    }

    [Fact]
    public async Task Rows_without_an_entity_stay_and_a_share_of_one_takes_all_others()
    {
        await using ScoringServer server = await StartAsync(1);
        JsonObject without = RecordOf(0);
        without.Remove("Card");
        using HttpResponseMessage stays = await server.PostAsync(without.ToJsonString(), path: "/score");
        (await stays.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("modelVersion").GetString().ShouldBe("1");
        using HttpResponseMessage goes = await server.PostAsync(Records[0].ToJsonString(), path: "/score");
        (await goes.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("modelVersion").GetString().ShouldBe("2");
    }

    [Fact]
    public void A_share_needs_a_column_of_entities()
    {
        using ServiceProvider services = new ServiceCollection().AddLogging().AddFraudScoringModel(Champion)
            .AddFraudChallengerModel(Second, options => options.CanaryRatio = 0.1).BuildServiceProvider();
        Should.Throw<FraudMlException>(() => services.GetRequiredService<IFraudScorer>()).Message
            .ShouldContain("FraudChallenger:EntityColumn");
    }

    private static bool IsIn(int row, double ratio) =>
        EntityHash.Of(Encoding.UTF8.GetBytes($"c{row % 50}")) / 18_446_744_073_709_551_616.0 < ratio;

    private static Dictionary<string, object?>[] Named() => [.. Records.Select(record => record.ToDictionary(
        cell => cell.Key, cell => (object?)(cell.Value is null ? null : JsonDocument.Parse(cell.Value.ToJsonString()).RootElement)))];

    private static JsonObject TensorsOf(Dataset rows, int firstRow = 0)
    {
        JsonObject body = InferBodies.Json(rows);
        JsonNode?[] cards = [.. Enumerable.Range(firstRow, rows.RowCount).Select(row => JsonValue.Create($"c{row % 50}"))];
        body["inputs"]!.AsArray().Add((JsonNode)InferBodies.Tensor("Card", "BYTES", [rows.RowCount], cards));
        return body;
    }

    private static JsonObject RecordOf(int row)
    {
        JsonObject record = JsonNode.Parse(RequestBodies.Record(Rows, row).ToJsonString())!.AsObject();
        record["Id"] = row;
        record["Card"] = $"c{row % 50}";
        return record;
    }

    private static async Task<ScoringServer> StartAsync(double ratio, IScoringObserver? observer = null)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services =>
        {
            services.AddKeyedSingleton<IModelSource>("", new ChangingSource(Champion));
            services.AddFraudScoring("models:/cards@champion", options => options.IdColumn = "Id");
            var challenger = new ChangingSource(Second);
            challenger.Serve("2", Second);
            services.AddKeyedSingleton<IModelSource>("the challenger", challenger);
            services.AddFraudChallenger("models:/cards@challenger",
                options => (options.CanaryRatio, options.EntityColumn) = (ratio, "Card"));
            if (observer is not null) services.AddSingleton(observer);
        });
        await started;
        return server;
    }

    private sealed class Seen : IScoringObserver
    {
        public List<(int Id, string? Version, double Probability)> Rows { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            lock (Rows)
            {
                for (int row = 0; row < rows.Session.RowCount; row++)
                {
                    int id = rows.TryGetId(row, out ReadOnlySpan<byte> utf8) ? int.Parse(Encoding.UTF8.GetString(utf8)) : -1;
                    Rows.Add((id, rows.Served.Version, rows.Session.Probabilities[row]));
                }
            }
        }
    }
}
