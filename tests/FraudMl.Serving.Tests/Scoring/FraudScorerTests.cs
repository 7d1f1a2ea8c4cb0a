using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests.Scoring;

/// <summary>What an application's own endpoints ask, over sockets and in process; never while another test listens to spans.</summary>
[Collection(nameof(ScoringTelemetry))]
public sealed class FraudScorerTests
{
    private static FraudModel Model => TestModels.MixedModel;

    [Fact]
    public async Task An_endpoint_of_ones_own_decides_with_the_served_model()
    {
        await using ScoringServer server = await StartAsync(app =>
            app.MapPost("/pay", (Payment payment, IFraudScorer scorer) => scorer.Decide(payment)));
        Payment[] payments = [.. Enumerable.Range(0, 60).Select(Payment.Of)];
        foreach (Payment payment in payments) (await AskAsync<bool>(server, "/pay", payment)).ShouldBe(Model.Decide(payment));
        payments.Count(payment => Model.Decide(payment)).ShouldBeInRange(1, payments.Length - 1);
    }

    [Fact]
    public async Task An_endpoint_takes_values_by_name_lists_and_the_model_itself()
    {
        await using ScoringServer server = await StartAsync(app =>
        {
            app.MapPost("/names", (Dictionary<string, object?> payment, IFraudScorer scorer) => scorer.Score(payment));
            app.MapPost("/list", (Payment[] payments, IFraudScorer scorer) => scorer.Score(payments));
            app.MapPost("/model", (Payment payment, FraudModel model) => model.Score(payment));
            app.MapPost("/why", (Payment payment, IFraudScorer scorer) => scorer.Explain(payment, top: 2).Reasons);
        });
        var payment = Payment.Of(3);
        double expected = Model.Score(payment);
        (await AskAsync<double>(server, "/names", payment)).ShouldBe(expected);
        (await AskAsync<double[]>(server, "/list", new[] { payment })).ShouldBe([expected]);
        (await AskAsync<double>(server, "/model", payment)).ShouldBe(expected);
        (await AskAsync<JsonElement>(server, "/why", payment)).GetArrayLength().ShouldBe(Model.Explain(payment, 2).Reasons.Count);
    }

    [Fact]
    public async Task Every_form_of_a_row_gets_the_bits_of_the_model()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(Model);
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        Payment[] payments = [.. Enumerable.Range(0, 40).Select(Payment.Of)];
        Dictionary<string, object?>[] named = [.. payments.Select(payment => payment.Named())];
        scorer.Score(payments).ShouldBe(Model.Score(payments));
        scorer.Score(named).ShouldBe(Model.Score(payments));
        scorer.Decide(payments).ShouldBe(Model.Decide(payments));
        scorer.Decide(named).ShouldBe(Model.Decide(payments));
        Parallel.For(0, payments.Length, row =>
        {
            scorer.Score(payments[row]).ShouldBe(Model.Score(payments[row]));
            scorer.Score(named[row]).ShouldBe(Model.Score(payments[row]));
            scorer.Decide(payments[row]).ShouldBe(Model.Decide(payments[row]));
            scorer.Decide(named[row]).ShouldBe(Model.Decide(payments[row]));
            scorer.Explain(named[row]).Probability.ShouldBe(Model.Score(payments[row]));
        });
    }

    [Fact]
    public async Task The_next_model_in_service_is_asked_at_once()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(Model);
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        scorer.Served.Version.ShouldBeNull();
        var next = new ServedModel(TestModels.CreditCardModel, "next", "2");
        server.Replace(next);
        scorer.Served.ShouldBeSameAs(next);
        server.Services.GetRequiredService<FraudModel>().ShouldBeSameAs(next.Model);
        Should.Throw<FraudMlException>(() => scorer.Score(Payment.Of(1))).Message.ShouldContain("Input 'V2': missing");
    }

    [Fact]
    public async Task A_model_that_is_still_being_loaded_is_told_in_one_sentence()
    {
        var loaded = new TaskCompletionSource<ServedModel>();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services =>
        {
            services.AddSingleton<IModelSource>(new SlowSource(loaded.Task));
            services.AddFraudScoringModel(Model);
        });
        await using ScoringServer stopped = server;
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        foreach (Func<object> early in (Func<object>[])[() => scorer.Served, () => scorer.Score(Payment.Of(1)),
            () => scorer.Decide(Payment.Of(1)), () => server.Services.GetRequiredService<FraudModel>()])
            Should.Throw<FraudMlException>(early).Message.ShouldStartWith("The model is still being loaded.");
        loaded.SetResult(new ServedModel(Model, "fraud", "3"));
        await started;
        scorer.Score(Payment.Of(1)).ShouldBe(Model.Score(Payment.Of(1)));
    }

    [Fact]
    public async Task A_row_allocates_nothing_once_warm()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(Model);
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        Payment[] payments = [.. Enumerable.Range(0, 64).Select(Payment.Of)];
        Dictionary<string, object?>[] named = [.. payments.Select(payment => payment.Named())];
        AllocatedWarm(payments, payment => _ = scorer.Decide(payment) || scorer.Score(payment) > 1).ShouldBe(0);
        AllocatedWarm(named, payment => _ = scorer.Decide(payment) || scorer.Score(payment) > 1).ShouldBe(0);
    }

    // Warm is when the compiler has come round to its best code.
    private static long AllocatedWarm<T>(T[] rows, Action<T> score)
    {
        long allocated = long.MaxValue;
        for (int i = 0; i < 5000 && allocated > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Array.ForEach(rows, score);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static Task<ScoringServer> StartAsync(Action<WebApplication> map) => ScoringServer.StartAsync(Model, map: map);

    private static async Task<T> AskAsync<T>(ScoringServer server, string path, object body)
    {
        using HttpResponseMessage response = await server.PostAsync(JsonSerializer.Serialize(body), path: path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    private sealed record Payment(decimal Amount, string? Category, float? V1, DateTimeOffset? At, bool IsRepeated = true)
    {
        public static Payment Of(int i)
        {
            var random = new Random(i);
            string?[] categories = ["grocery", "travel", "games", "new", null];
            return new(random.Next(1, 100_000) / 100m, categories[i % categories.Length],
                i % 5 == 0 ? null : random.NextSingle() * 4 - 2,
                i % 7 == 0 ? null : new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(1440)));
        }

        public Dictionary<string, object?> Named() =>
            new() { ["Amount"] = Amount, ["Category"] = Category, ["V1"] = V1, ["At"] = At, ["Id"] = "further" };
    }
}
