using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FraudMl.Serving.Tests.OpenInference;
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
    public async Task Tensors_are_transactions_too()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(700, 13));
        (SeenRows seen, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        for (int row = 0; row < data.RowCount; row += 350)
            await server.InferAsync(Tensors(data, row, 350)).OutputsAsync();
        seen.Differences(Payments.Model, data.WithWindows(Payments.Model.Windows)).ShouldBe(0);
    }

    [Fact]
    public async Task A_raw_tensor_of_what_is_no_number_is_refused_and_nothing_recorded()
    {
        (SeenRows seen, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        JsonObject json = Tensors(Payments.Of(1, 13), 0, 1);
        json["inputs"]![4] = InferBodies.RawTensor("AMOUNT", "FP32", [1], sizeof(float));
        using HttpResponseMessage answer = await server.InferAsync(json, BitConverter.GetBytes(float.PositiveInfinity));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Column 'AMOUNT' must be a number or null. Row 1 has something else.");
        seen.Rows.ShouldBeEmpty();
        JsonNode metadata = JsonNode.Parse(await server.Client.GetStringAsync("/v2/models/fraud-model"))!;
        string[] described = [.. metadata["inputs"]!.AsArray().Select(input => $"{input!["name"]} {input["datatype"]}")];
        foreach (string wanted in (string[])["CARD BYTES", "SHOP BYTES", "AMOUNT FP64", "TIME INT64", "ID BYTES"])
            described.ShouldContain(wanted);
    }

    [Fact]
    public async Task An_answer_says_why_a_transaction_was_not_recorded()
    {
        (_, ScoringServer server) = await StartAsync();
        await using ScoringServer running = server;
        static string TextOf(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string now = TextOf(DateTime.UtcNow), early = TextOf(DateTime.UtcNow.AddDays(9));
        (string Row, string? Told)[] rows =
        [
            (Row("1", $"\"{now}\""), null), (Row("1", $"\"{now}\""), "repeated"), (Row("2", "\"2020-01-01 00:00:00\""), "too_late"),
            (Row("3", $"\"{early}\""), "too_early"), (Row("4", "null"), "no_time"), (Row("5", $"\"{now}\""), null),
        ];
        foreach ((string row, string? told) in rows)
        {
            using HttpResponseMessage answer = await server.PostAsync(row, path: "/score");
            ToldBy(JsonElement.Parse(await answer.Content.ReadAsStringAsync())).ShouldBe(told, row);
        }

        using HttpResponseMessage lines = await server.PostAsync(
            string.Join('\n', rows.Select(row => row.Row)), "application/x-ndjson", "/score/batch");
        (await lines.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => ToldBy(JsonElement.Parse(line))).ShouldBe(["repeated", .. rows[1..5].Select(row => row.Told), "repeated"]);

        static string Row(string id, string time) => $$"""{"ID":{{id}},"TIME":{{time}},"CARD":"a","SHOP":"b","AMOUNT":5}""";

        static string? ToldBy(JsonElement answer) =>
            answer.TryGetProperty("velocity", out JsonElement told) ? told.GetString() : null;
    }

    [Fact]
    public async Task A_request_of_several_blocks_that_is_refused_leaves_none_of_its_transactions()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(900, 14));
        (SeenRows seen, ScoringServer server) = await StartAsync(idColumn: null);
        await using ScoringServer running = server;
        string body = Payments.Json(data, 0, 900);
        string broken = body[..(body.LastIndexOf(',') + 1)] + "\"none\"]]}}";
        (await server.PostAsync(broken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        seen.Rows.ShouldBeEmpty();
        (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.Differences(Payments.Model, data.WithWindows(Payments.Model.Windows)).ShouldBe(0);
    }

    [Fact]
    public async Task A_store_of_the_applications_own_that_fails_is_503_with_nothing_of_why()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IVelocityStore>(new BrokenStore()).AddFraudScoringModel(Payments.Model));
        await using ScoringServer running = server;
        await started;
        using HttpResponseMessage answer = await server.PostAsync(Payments.Json(Payments.Of(3, 3), 0, 3));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("redis");
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
        HttpResponseMessage endless = await server.PostAsync(
            $$"""{"AMOUNT":5,"CARD":"{{new string('a', 20_000)}}","SHOP":"b","ID":1,"TIME":5}""", path: "/score");
        endless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await endless.Content.ReadAsStringAsync()).ShouldContain("'CARD' must be a text of at most 16384 bytes");
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

    private static JsonObject Tensors(Dataset data, int first, int count)
    {
        Payment[] rows = [.. Enumerable.Range(first, count).Select(row => Payments.Row(data, row))];
        JsonObject Of(string name, string type, Func<Payment, JsonNode?> value) =>
            InferBodies.Tensor(name, type, [count], [.. rows.Select(value)]);
        return new JsonObject
        {
            ["inputs"] = new JsonArray(Of("ID", "INT64", row => row.ID),
                Of("TIME", "INT64", row => (row.TIME - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
                Of("CARD", "BYTES", row => row.CARD), Of("SHOP", "BYTES", row => row.SHOP),
                Of("AMOUNT", "FP32", row => float.IsNaN(row.AMOUNT) ? null : row.AMOUNT)),
        };
    }

    private sealed class BrokenStore : IVelocityStore
    {
        private readonly VelocityStore _store = new(Payments.Model.Windows);

        public IReadOnlyList<EntityWindows> Windows => _store.Windows;

        public IReadOnlyList<string> TextColumns => _store.TextColumns;

        public IReadOnlyList<string> NumberColumns => _store.NumberColumns;

        public IReadOnlyList<string> FeatureNames => _store.FeatureNames;

        public VelocityOutcome Observe(in VelocityEvent transaction, Span<double> features) =>
            throw new TimeoutException("redis-17 did not answer.");

        public bool Report(in VelocityEvent transaction, bool isFraud) => throw new TimeoutException();
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
