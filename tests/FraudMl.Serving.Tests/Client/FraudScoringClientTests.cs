using FraudMl.Mlflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests.Client;

/// <summary>The client against this server: the same bits through every door.</summary>
public sealed class FraudScoringClientTests
{
    [Fact]
    public async Task Objects_and_values_by_name_get_the_bits_of_the_model_through_every_endpoint()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        server.Replace(new ServedModel(TestModels.MixedModel, "mixed", "7"));
        using FraudScoringClient client = FraudScoringClient.Connect(server.Client.BaseAddress!.ToString(), new() { RequestRowCount = 30 });
        Payment[] payments = [.. Enumerable.Range(0, 100).Select(Payment.Of)];
        double[] expected = TestModels.MixedModel.Score(payments);
        bool[] flags = TestModels.MixedModel.Decide(payments);
        (await client.IsReadyAsync()).ShouldBeTrue();
        foreach (IReadOnlyList<FraudScore> scores in (IReadOnlyList<FraudScore>[])[await client.ScoreAsync(payments),
            await client.ScoreAsync(payments.Select(payment => payment.Named()))])
        {
            scores.Select(score => score.Probability).ShouldBe(expected);
            scores.Select(score => score.IsFlagged).ShouldBe(flags.Cast<bool?>());
        }

        FraudScoreLine[] lines = await client.ScoreEachAsync(payments.ToAsyncEnumerable(), reasons: 2).ToArrayAsync();
        lines.Select(line => line.Row).ShouldBe(Enumerable.Range(0, 100).Select(row => (long)row));
        lines.Select(line => line.Score!.Probability).ShouldBe(expected);
        FraudScore one = await client.ScoreOneAsync(payments[3], reasons: 2);
        (one.Probability, one.IsFlagged, one.ModelName, one.ModelVersion).ShouldBe((expected[3], flags[3], "mixed", "7"));
        one.Reasons.Select(reason => (reason.Input, reason.Contribution)).ShouldBe(
            TestModels.MixedModel.Explain(payments[3], 2).Reasons.Select(reason => (reason.Input, reason.Contribution)));
        lines[3].Score!.Reasons.ShouldBe(one.Reasons);
    }

    [Fact]
    public async Task A_bad_row_is_told_by_its_place_among_many_and_alone()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using FraudScoringClient client = FraudScoringClient.Connect(server.Client.BaseAddress!.ToString(), new() { RequestRowCount = 4 });
        Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, 10).Select(row => Payment.Of(row).Named())];
        rows[6].Remove("V1");
        FraudScoreLine[] lines = await client.ScoreEachAsync(rows.ToAsyncEnumerable()).ToArrayAsync();
        lines.Where(line => line.Error is not null).Select(line => line.Row).ShouldBe([6]);
        lines[6].Error!.Message.ShouldContain("Model is missing inputs ['V1']");
        MlflowException one = await Should.ThrowAsync<MlflowException>(client.ScoreOneAsync(rows[6]));
        one.ErrorCode.ShouldBe("INVALID_PARAMETER_VALUE");
        one.Message.ShouldContain("/score was answered with status 400: ");
        one.Message.ShouldContain("Model is missing inputs ['V1']");
    }

    [Fact]
    public async Task A_model_with_a_name_and_one_that_is_still_loaded()
    {
        var held = new TaskCompletionSource<ServedModel>();
        (ScoringServer started, Task loaded) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddKeyedSingleton<IModelSource>("cards", new SlowSource(held.Task)).AddFraudScoring("cards", "held"));
        await using ScoringServer server = started;
        using FraudScoringClient client =
            FraudScoringClient.Connect(new Uri(server.Client.BaseAddress!, "/models/cards").ToString(), new() { RetryCount = 0 });
        (await client.IsReadyAsync()).ShouldBeFalse();
        (await Should.ThrowAsync<MlflowException>(client.ScoreAsync([Payment.Of(1)]))).ErrorCode.ShouldBe("TEMPORARILY_UNAVAILABLE");
        held.SetResult(new ServedModel(TestModels.MixedModel, "held"));
        await loaded;
        (await client.ScoreAsync([Payment.Of(1)])).Single().Probability.ShouldBe(TestModels.MixedModel.Score(Payment.Of(1)));
    }

    [Fact]
    public async Task A_file_of_Parquet_gets_the_bits_of_the_model()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using FraudScoringClient client = FraudScoringClient.Connect(server.Client.BaseAddress!.ToString());
        Dataset rows = TestModels.Mixed(700, 9);
        string path = Path.GetTempFileName();
        rows.WriteParquet(path);
        await using (FileStream file = File.OpenRead(path))
        {
            IReadOnlyList<FraudScore> scores = await client.ScoreParquetAsync(file);
            scores.Select(score => score.Probability).ShouldBe(TestModels.MixedModel.Score(rows));
            scores.Select(score => score.IsFlagged).ShouldBe(TestModels.MixedModel.Decide(rows).Cast<bool?>());
        }

        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        await using (FileStream cut = File.OpenRead(path))
            (await Should.ThrowAsync<MlflowException>(client.ScoreParquetAsync(cut))).Message.ShouldContain("status 400");
        File.Delete(path);
    }

    [Fact]
    public async Task Requests_that_are_sent_again_have_the_key_of_the_first_and_are_scored_once()
    {
        var keys = new List<string>();
        int failures = 0;
        var seen = new Counted();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(TestModels.MixedModel),
            app => app.Use(async (context, next) =>
            {
                keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
                Stream answer = context.Response.Body;
                using var held = new MemoryStream();
                context.Response.Body = held;
                await next(context);
                context.Response.Body = answer;

                // Each first answer is lost on its way.
                if (failures++ % 2 == 0) context.Abort();
                else await answer.WriteAsync(held.ToArray());
            }));
        await using ScoringServer running = server;
        await started;
        using FraudScoringClient client = FraudScoringClient.Connect(
            server.Client.BaseAddress!.ToString(), new() { HasIdempotencyKeys = true });
        Payment[] payments = [.. Enumerable.Range(0, 10).Select(Payment.Of)];
        (await client.ScoreAsync(payments)).Select(score => score.Probability).ShouldBe(TestModels.MixedModel.Score(payments));
        await client.ScoreOneAsync(payments[0]);
        (await client.ScoreEachAsync(payments.ToAsyncEnumerable()).ToArrayAsync()).Length.ShouldBe(10);
        seen.RowCount.ShouldBe(21);
        keys.Chunk(2).ShouldAllBe(pair => pair[0].Length > 0 && pair[0] == pair[1]);
        keys.Distinct().Count().ShouldBe(3);
    }

    private sealed class Counted : IScoringObserver
    {
        public int RowCount { get; private set; }

        public void Scored(in ScoredBlock rows) => RowCount += rows.Session.RowCount;
    }

    private sealed record Payment(decimal Amount, string? Category, float? V1, DateTimeOffset At)
    {
        public static Payment Of(int i)
        {
            var random = new Random(i);
            string?[] categories = ["grocery", "travel", "Zürich \"Süd\"", "games", "new", null, " "];
            return new(random.Next(1, 1_000_000) / 100m, categories[i % categories.Length], i % 5 == 0 ? null : random.NextSingle() * 4 - 2,
                new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(i % 3)).AddMilliseconds(random.Next()));
        }

        public Dictionary<string, object?> Named() => new() { ["Amount"] = Amount, ["Category"] = Category, ["V1"] = V1, ["At"] = At };
    }
}
