using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class ShadowTests
{
    private const int RowCount = 120;

    private static readonly FraudModel Champion = TestModels.MixedModel, Second = TestModels.RetrainedModel;

    [Theory, MemberData(nameof(RequestBodies.Formats), MemberType = typeof(RequestBodies))]
    public async Task The_challenger_scores_the_same_rows_to_the_bit_and_the_report_says_how(string format)
    {
        Dataset rows = TestModels.Mixed(RowCount, 9);
        await using ScoringServer server = await StartAsync(Second);
        (string body, string contentType) = RequestBodies.Of(format, rows);
        (await server.PostAsync(body, contentType)).EnsureSuccessStatusCode();
        ShadowReport report = await ReportOfAsync(server, RowCount);
        double[] shifts = Shifts(rows);
        report.Shift!.Mean.ShouldBe(shifts.Average(), 1e-15);
        report.Shift.MeanAbsolute.ShouldBe(shifts.Average(Math.Abs), 1e-15);
        report.Shift.Largest.ShouldBe(shifts.MaxBy(Math.Abs));
        report.Shift.Quantiles[3].ShouldBe(shifts.Order().ElementAt(RowCount / 2 - 1), 0.0005001);
        bool[] before = Champion.Decide(rows), after = Second.Decide(rows);
        report.Decisions.ShouldBe(new ShadowDecisions(
            before.Zip(after).Count(pair => pair is (true, true)), before.Zip(after).Count(pair => pair is (false, false)),
            before.Zip(after).Count(pair => pair is (true, false)), before.Zip(after).Count(pair => pair is (false, true))));
        report.DroppedCount.ShouldBe(0);
        report.Problem.ShouldBeNull();
        report.Labelled.ShouldBeNull();
    }

    [Fact]
    public async Task A_text_that_only_the_challenger_knows_reaches_it()
    {
        FraudModel few = TestModels.MixedModelWithout("games");
        await using ScoringServer server = await StartAsync(Champion, champion: few);
        Dataset rows = TestModels.Mixed(1, 9).Take([0]);
        string transaction = RequestBodies.Record(rows, 0).ToJsonString();
        string games = RecordWith(transaction, "games");
        (await server.PostAsync(games, path: "/score")).EnsureSuccessStatusCode();
        ShadowReport report = await ReportOfAsync(server, 1);
        JsonElement record = JsonDocument.Parse(games).RootElement;
        double expected = Champion.Score(Values(record)) - few.Score(Values(record));
        report.Shift!.Largest.ShouldBe(expected);
    }

    [Fact]
    public async Task Labels_give_differences_with_paired_intervals()
    {
        Dataset rows = TestModels.Mixed(RowCount, 9);
        await using ScoringServer server = await StartAsync(Second, options => options.IdColumn = "Id");
        for (int row = 0; row < RowCount; row++)
        {
            string record = RequestBodies.Record(rows, row).ToJsonString();
            (await server.PostAsync($"{{\"Id\":\"t{row}\",{record[1..]}", path: "/score")).EnsureSuccessStatusCode();
        }

        await ReportOfAsync(server, RowCount);
        bool[] labels = rows.Labels.ToArray();
        foreach (ILabelObserver observer in server.Services.GetKeyedServices<ILabelObserver>(""))
        {
            for (int row = 0; row < RowCount; row++) observer.Labelled($"t{row}", labels[row]);
            observer.Labelled("unknown", true);
        }

        ShadowOutcome labelled = server.Services.GetRequiredService<IShadowReporter>().Report().Labelled!;
        (labelled.RowCount, labelled.FraudCount).ShouldBe((RowCount, labels.Count(label => label)));
        ScoredRows challenger = Second.ScoredRowsOf(rows), champion = Champion.ScoredRowsOf(rows);
        IReadOnlyList<PairedDifference> expected = Evaluation.Differences(
            challenger, champion, [Metrics.AveragePrecision, Metrics.TotalCost]);
        labelled.AveragePrecision.A.ShouldBe(expected[0].A, 1e-12);
        labelled.AveragePrecision.B.ShouldBe(expected[0].B, 1e-12);
        labelled.TotalCost!.A.ShouldBe(expected[1].A, 1e-6);
        labelled.TotalCost.B.ShouldBe(expected[1].B, 1e-6);
        labelled.AveragePrecision.Interval.ShouldNotBeNull();
        JsonElement answer = await server.Client.GetFromJsonAsync<JsonElement>("/admin/shadow");
        answer.GetProperty("labelled").GetProperty("averagePrecision").GetProperty("difference").GetDouble()
            .ShouldBe(labelled.AveragePrecision.Difference);
        answer.GetProperty("decisions").GetProperty("agreementRatio").GetDouble().ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Rows_without_room_are_dropped_and_counted_and_no_request_waits()
    {
        await using ScoringServer server = await StartAsync(Second, challengerOptions: options => options.QueueCapacity = 10);
        (string body, string contentType) = RequestBodies.Of("split", TestModels.Mixed(RowCount, 9));
        (await server.PostAsync(body, contentType)).EnsureSuccessStatusCode();
        ShadowReport report = server.Services.GetRequiredService<IShadowReporter>().Report();
        (report.RowCount, report.DroppedCount, report.WaitingCount).ShouldBe((0, RowCount, 0));
    }

    [Fact]
    public async Task The_report_begins_anew_with_another_version()
    {
        var source = new ChangingSource(Champion);
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(source)
            .AddFraudScoring("models:/cards@champion").AddFraudChallengerModel(Second));
        await using ScoringServer running = server;
        await started;
        await server.ScoreAsync();
        (await ReportOfAsync(server, 1)).Champion!.Version.ShouldBe("1");
        source.Serve("2", Champion);
        await server.Admin().ReloadAsync();
        await server.ScoreAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (server.Services.GetRequiredService<IShadowReporter>().Report().Champion?.Version != "2") await Task.Delay(5, limit.Token);
        server.Services.GetRequiredService<IShadowReporter>().Report().RowCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_challenger_that_needs_a_column_says_so_and_gets_it_where_it_is_named()
    {
        FraudModel wide = TestModels.SmallModel(1);
        await using (ScoringServer server = await StartAsync(wide))
        {
            await server.ScoreAsync();
            server.Services.GetRequiredService<IShadowReporter>().Report().Problem!.ShouldBe(
                "The challenger needs 'A', 'B', which requests do not bring: name them in FraudChallenger:Columns.");
        }

        await using ScoringServer carrying = await StartAsync(wide, challengerOptions: options => options.Columns = ["A", "B"]);
        string record = ReloadedServer.Transaction;
        (await carrying.PostAsync($"{{\"A\":0.25,\"B\":0.5,{record[1..]}", path: "/score")).EnsureSuccessStatusCode();
        ShadowReport report = await ReportOfAsync(carrying, 1);
        report.Shift!.Largest.ShouldBe(wide.Score(new { A = 0.25f, B = 0.5f }) - ReloadedServer.ProbabilityOf(Champion));
        report.Decisions.ShouldBeNull();
    }

    [Fact]
    public async Task A_challenger_that_can_not_be_loaded_stops_nothing()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(Champion).AddFraudChallenger("/no/such/model"));
        await using ScoringServer running = server;
        await started;
        await server.ScoreAsync();
        server.Services.GetRequiredService<IShadowReporter>().Report().Problem!.ShouldContain("/no/such/model");
        Should.Throw<FraudMlException>(() => new ServiceCollection().AddFraudChallengerModel(Champion).AddFraudChallengerModel(Second));
    }

    private static double[] Shifts(Dataset rows) => [.. Second.Score(rows).Zip(Champion.Score(rows), (after, before) => after - before)];

    private static string RecordWith(string transaction, string category)
    {
        var record = System.Text.Json.Nodes.JsonNode.Parse(transaction)!.AsObject();
        record["Category"] = category;
        return record.ToJsonString();
    }

    private static Dictionary<string, object?> Values(JsonElement record) =>
        record.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);

    private static async Task<ShadowReport> ReportOfAsync(ScoringServer server, int rowCount)
    {
        IShadowReporter reporter = server.Services.GetRequiredService<IShadowReporter>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (reporter.Report().RowCount < rowCount) await Task.Delay(5, limit.Token);
        return reporter.Report();
    }

    private static async Task<ScoringServer> StartAsync(FraudModel challenger, Action<FraudScoringOptions>? configure = null,
        Action<FraudChallengerOptions>? challengerOptions = null, FraudModel? champion = null)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddFraudScoringModel(champion ?? Champion, configure)
                .AddFraudChallengerModel(challenger, challengerOptions),
            application => application.MapFraudScoringAdmin());
        await started;
        return server;
    }
}
