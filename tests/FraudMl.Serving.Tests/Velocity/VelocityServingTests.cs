using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class VelocityServingTests
{
    [Fact]
    public async Task Raw_transactions_get_the_features_and_scores_of_the_batch_bit_for_bit()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(3000, 8));
        (SeenRows seen, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        for (int row = 0; row < data.RowCount;)
        {
            int count = Math.Min(row % 3 == 0 ? 700 : 1, data.RowCount - row);
            HttpResponseMessage answer = row % 5 == 0
                ? await server.PostAsync(Payments.JsonLines(data, row, count), "application/x-ndjson", "/score/batch")
                : await server.PostAsync(Payments.Json(data, row, count));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            row += count;
        }

        Dataset batch = data.WithWindows(Payments.Model.Windows);
        seen.Differences(Payments.Model, batch).ShouldBe(0);

        // The check must be able to fail: one unit in the last place of one amount.
        float[] amounts = ((NumberColumn)data["AMOUNT"]).Values.ToArray();
        int one = Array.FindIndex(amounts, 1000, float.IsFinite);
        amounts[one] = MathF.BitIncrement(amounts[one]);
        Dataset nudged = new([.. data.Columns.Select(column => column.Name == "AMOUNT" ? new NumberColumn("AMOUNT", amounts) : column)]);
        seen.Differences(Payments.Model, nudged.WithWindows(Payments.Model.Windows)).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Typed_rows_and_dictionaries_are_transactions_too()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(600, 9));
        (SeenRows seen, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        var scorer = server.Services.GetRequiredService<IFraudScorer>();
        for (int row = 0; row < 200; row++) scorer.Score(Payments.Row(data, row));
        scorer.Score([.. Enumerable.Range(200, 200).Select(row => Payments.Row(data, row))]);
        for (int row = 400; row < 600; row++)
        {
            Payment payment = Payments.Row(data, row);
            scorer.Score(new Dictionary<string, object?>
            {
                ["ID"] = payment.ID, ["TIME"] = payment.TIME, ["CARD"] = payment.CARD, ["SHOP"] = payment.SHOP, ["AMOUNT"] = payment.AMOUNT,
            });
        }

        seen.Differences(Payments.Model, data.WithWindows(Payments.Model.Windows)).ShouldBe(0);
    }

    [Fact]
    public async Task A_transaction_that_is_sent_again_is_not_counted_again()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(300, 10));
        (SeenRows seen, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        await server.PostAsync(Payments.Json(data, 0, 300));
        (int[], long)[] first = [.. seen.Rows];
        seen.Rows.Clear();
        await server.PostAsync(Payments.Json(data, 290, 10));
        seen.Rows.Select(row => row.Probability).ShouldBe(first[290..].Select(row => row.Item2));
    }

    [Fact]
    public async Task A_column_that_the_windows_need_is_asked_for_and_a_wrong_cell_is_named()
    {
        (_, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        HttpResponseMessage lacking = await server.PostAsync("""{"AMOUNT":5,"CARD":"a","TIME":"2026-01-31 13:05:00"}""", path: "/score");
        lacking.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await lacking.Content.ReadAsStringAsync()).ShouldContain("missing inputs ['SHOP']");
        HttpResponseMessage wrong = await server.PostAsync(
            """{"AMOUNT":5,"CARD":"a","SHOP":"b","ID":1,"TIME":"yesterday"}""", path: "/score");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("'TIME' must be an ISO 8601 time");
    }

    [Fact]
    public async Task A_model_with_other_windows_is_refused_and_the_one_before_stays()
    {
        (_, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        Dataset data = Payments.Of(300, 3).WithWindows(Velocity.Per("CARD").Over(TimeSpan.FromDays(3)).Count());
        FraudModel other = new FraudPipelineBuilder().Impute(Columns.Numbers).Standardize(Columns.Numbers).Train(new GradientDescent())
            .Build().Fit(data);
        Should.Throw<FraudMlException>(() => server.Replace(new ServedModel(other, "other"))).Message
            .ShouldContain("'CARD_Count_3d'");
        server.Services.GetRequiredService<IFraudScorer>().Served.Model.ShouldBeSameAs(Payments.Model);
    }

    [Fact]
    public async Task Lines_of_a_batch_are_recorded_once_when_some_of_them_can_not_be_decided_and_none_has_an_id()
    {
        FraudModel model = Payments.Refusing();
        Dataset data = Payments.Unlabelled(Payments.Of(600, 12));
        (SeenRows seen, ScoringServer server) = await StartAsync(model: model, idColumn: null);
        await using ScoringServer running = server;
        HttpResponseMessage answer = await server.PostAsync(Payments.JsonLines(data, 0, 600), "application/x-ndjson", "/score/batch");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        Dataset batch = data.WithWindows(model.Windows);
        int[] decided = [.. Enumerable.Range(0, 600).Where(row => !float.IsNaN(((NumberColumn)data["AMOUNT"]).Values[row]))];
        decided.Length.ShouldBeLessThan(600);
        seen.Differences(model, batch.Take(decided)).ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_starts_again_goes_on_with_its_events_and_their_labels()
    {
        Dataset data = Payments.Of(900, 11);
        string folder = Directory.CreateTempSubdirectory("velocity").FullName;
        var all = new SeenRows();
        for (int start = 0; start < 900; start += 300)
        {
            (SeenRows seen, ScoringServer server) = await StartAsync(folder);
            await using ScoringServer running = server;
            VelocityLabels labels = server.Services.GetKeyedServices<ILabelObserver>("").OfType<VelocityLabels>().Single();
            for (int row = start; row < start + 300; row += 5)
            {
                (await server.PostAsync(Payments.Json(data, row, 5))).StatusCode.ShouldBe(HttpStatusCode.OK);
                for (int at = row; at < row + 5; at++)
                {
                    if (data.Labels[at]) labels.Labelled($"{at}", isFraud: true);
                }

                ((DurableVelocityStore)server.Services.GetRequiredKeyedService<ScoringService>("").Velocity!.Store!).Snapshot();
            }

            all.Rows.AddRange(seen.Rows);
        }

        all.Differences(Payments.Model, data.WithWindows(Payments.Model.Windows)).ShouldBe(0);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(SeenRows Seen, ScoringServer Server)> StartAsync(
        string? folder = null, FraudModel? model = null, string? idColumn = "ID")
    {
        var seen = new SeenRows();
        folder ??= Directory.CreateTempSubdirectory("velocity").FullName;
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IScoringObserver>(seen)
            .AddFraudScoringModel(model ?? Payments.Model, options => options.IdColumn = idColumn)
            .AddFraudVelocity(folder));
        await started;
        return (seen, server);
    }
}
