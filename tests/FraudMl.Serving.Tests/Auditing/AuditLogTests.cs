using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

public sealed class AuditLogTests : IDisposable
{
    // One that can be saved, so that records have its digest.
    internal static readonly FraudModel Model = new FraudPipelineBuilder()
        .Impute("V1").OneHot("Category").Calendar("At").Train(Trainers.LogisticRegression())
        .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5)).Build().Fit(TestModels.Mixed(400, 1));

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-").FullName;

    [Fact]
    public async Task Every_decision_of_every_door_has_its_record()
    {
        Dataset rows = TestModels.Mixed(300, 9);
        await using (ScoringServer server = await StartAsync())
        {
            (string body, _) = RequestBodies.Of("split", rows);
            (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await server.PostAsync("""{"Amount":10,"Category":"games","V1":null,"At":"2026-01-31T13:05:00Z","id":"t-17"}""",
                path: "/score?reasons=2")).StatusCode.ShouldBe(HttpStatusCode.OK);
            server.Services.GetRequiredService<IFraudScorer>().Score(
                new { Amount = 10f, Category = "fax", V1 = 1f, At = DateTime.UnixEpoch });
        }

        var verified = AuditLog.Verify(_folder);
        verified.IsWhole.ShouldBeTrue(verified.ToString());
        (verified.RecordCount, verified.FirstSequence, verified.LastSequence).ShouldBe((302, 1, 302));
        JsonNode[] records = Records();
        double[] wanted = Model.Score(rows);
        bool[] flags = Model.Decide(rows);
        for (int row = 0; row < 300; row++)
        {
            ((double)records[row]["probability"]!).ShouldBe(wanted[row]);
            ((bool)records[row]["decision"]!).ShouldBe(flags[row]);
        }

        JsonNode score = records[300];
        ((string)score["model"]!).ShouldBe(Model.Pipeline);
        ((string)score["digest"]!).Length.ShouldBe(64);
        ((string)score["inputsHash"]!).Length.ShouldBe(64);
        ((string)score["caller"]!).ShouldBe("127.0.0.1");
        ((string)score["id"]!).ShouldBe("t-17");
        score["reasons"]!.AsArray().Count.ShouldBe(2);
        score["reasons"]!.ToJsonString().ShouldNotContain("games");
        ((string)records[301]["caller"]!).ShouldBe("in process");
        File.ReadAllText(AuditFiles.Of(_folder).Single()).ShouldNotContain("grocery");
    }

    [Fact]
    public async Task The_log_is_replayed_to_the_bit_and_another_model_is_told()
    {
        await using (ScoringServer server = await StartAsync(options => options.KeepInputs = true))
        {
            (string body, _) = RequestBodies.Of("split", TestModels.Mixed(300, 9));
            await server.PostAsync(body);
            server.Services.GetRequiredService<IFraudScorer>().Score(
                new { Amount = 1e-7f, Category = "fax", V1 = float.NaN, At = (DateTime?)null });
        }

        AuditReplay same = AuditLog.Replay(_folder, Model);
        (same.RecordCount, same.ReplayedCount, same.OfThisModelCount).ShouldBe((301, 301, 301));
        (same.OtherProbabilityCount, same.OtherDecisionCount, same.OtherInputsCount).ShouldBe((0, 0, 0));

        AuditReplay alien = AuditLog.Replay(_folder, TestModels.CreditCardModel);
        (alien.ReplayedCount, alien.WithoutInputsCount).ShouldBe((0, 301));

        // One bit of one input is one other hash, and here another probability.
        string file = AuditFiles.Of(_folder).Single();
        string[] lines = File.ReadAllLines(file);
        JsonNode first = JsonNode.Parse(lines[0])!;
        float amount = (float)first["inputs"]!["Amount"]!;
        first["inputs"]!["Amount"] = MathF.BitIncrement(amount);
        JsonObject changed = first.AsObject();
        foreach (string link in new[] { "sequence", "previous", "hash" }) changed.Remove(link);
        var rewritten = new System.Buffers.ArrayBufferWriter<byte>();
        System.Buffers.BuffersExtensions.Write(rewritten, Encoding.UTF8.GetBytes(changed.ToJsonString()[..^1]));
        AuditChain.Close(rewritten, 0, 1, AuditChain.Origin);
        File.WriteAllText(file, Encoding.UTF8.GetString(rewritten.WrittenSpan));
        AuditReplay bit = AuditLog.Replay(_folder, Model);
        bit.OtherInputsCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_removed_swapped_or_added_line_is_found_where_it_is()
    {
        await using (ScoringServer server = await StartAsync(options => options.MaximumFileBytes = 4096))
        {
            for (int i = 0; i < 4; i++)
            {
                (string body, _) = RequestBodies.Of("split", TestModels.Mixed(10, i));
                await server.PostAsync(body);
            }
        }

        string[] files = AuditFiles.Of(_folder);
        files.Length.ShouldBeGreaterThan(1);
        AuditVerification whole = AuditLog.Verify(_folder);
        whole.IsWhole.ShouldBeTrue(whole.ToString());
        byte[] good = File.ReadAllBytes(files[1]);
        string[] lines = File.ReadAllLines(files[1]);
        string name = Path.GetFileName(files[1]);

        // Any bit of a line.
        for (int at = 0; at < lines[0].Length; at += 37)
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            File.WriteAllBytes(files[1], bad);
            AuditVerification found = AuditLog.Verify(_folder);
            (found.IsWhole, found.BrokenFile, found.BrokenLine).ShouldBe((false, name, 1), $"byte {at}");
        }

        Broken([lines[0], .. lines[2..]]).ShouldBe((name, 2));
        Broken([lines[1], lines[0], .. lines[2..]]).ShouldBe((name, 1));
        Broken([lines[0], lines[0], .. lines[1..]]).ShouldBe((name, 2));
        Broken([lines[0], "{}", .. lines[1..]]).ShouldBe((name, 2));
        File.WriteAllBytes(files[1], good);

        // A last file that is gone is found by a hash that was noted elsewhere.
        AuditLog.Verify(_folder, whole.LastHash).IsWhole.ShouldBeTrue();
        File.Delete(files[^1]);
        AuditLog.Verify(_folder).IsWhole.ShouldBeTrue();
        AuditLog.Verify(_folder, whole.LastHash).Problem!.ShouldContain("cut off");

        (string?, int?) Broken(string[] changed)
        {
            File.WriteAllText(files[1], string.Concat(changed.Select(line => line + "\n")));
            AuditVerification found = AuditLog.Verify(_folder);
            found.IsWhole.ShouldBeFalse();
            return (found.BrokenFile, found.BrokenLine);
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_at_any_byte_is_cut_off_and_the_chain_goes_on()
    {
        (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
        await using (ScoringServer server = await StartAsync()) await server.PostAsync(body);
        string file = AuditFiles.Of(_folder).Single();
        byte[] whole = File.ReadAllBytes(file);
        for (int length = 0; length < whole.Length; length += 61)
        {
            File.WriteAllBytes(file, whole[..length]);
            int kept = whole[..length].Count(value => value == '\n');
            bool isTorn = length > 0 && whole[length - 1] != '\n';
            using (var writer = Writer(new FraudAuditOptions { Directory = _folder })) writer.Append("{\"a\":1"u8, [6]);

            AuditVerification verified = AuditLog.Verify(_folder);
            verified.IsWhole.ShouldBeTrue($"{length}: {verified}");
            verified.RecordCount.ShouldBe(kept + 1);
            File.Exists($"{file}.torn").ShouldBe(isTorn);
            File.Delete($"{file}.torn");
        }
    }

    [Fact]
    public void A_process_that_is_killed_has_recorded_all_that_it_answered()
    {
        long answered = 0;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            answered += AuditedProcess.AnswerAndKill(_folder, atLeast: 200);
            Writer(new FraudAuditOptions { Directory = _folder }).Dispose();

            var verified = AuditLog.Verify(_folder);
            verified.IsWhole.ShouldBeTrue(verified.ToString());
            verified.RecordCount.ShouldBeInRange(answered, answered + 1);
            answered = verified.RecordCount;
        }
    }

    [Fact]
    public async Task A_log_that_somebody_changed_is_not_gone_on_with()
    {
        (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
        await using (ScoringServer server = await StartAsync()) await server.PostAsync(body);
        string file = AuditFiles.Of(_folder).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[20] ^= 1;
        File.WriteAllBytes(file, bytes);

        Should.Throw<FraudMlException>(() => Writer(new FraudAuditOptions { Directory = _folder })).Message
            .ShouldContain("AuditLog.Verify");
    }

    [Fact]
    public async Task A_folder_has_one_writer_and_each_day_its_file()
    {
        var time = MonitoredServer.Clock();
        await using (ScoringServer server = await StartAsync(time: time))
        {
            Should.Throw<FraudMlException>(() => Writer(new FraudAuditOptions { Directory = _folder })).Message
                .ShouldContain("another server");
            (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
            await server.PostAsync(body);
            time.Advance(TimeSpan.FromDays(1));
            await server.PostAsync(body);
        }

        AuditFiles.Of(_folder).Select(Path.GetFileName).ShouldBe(["audit-00000001-20260301.jsonl", "audit-00000002-20260302.jsonl"]);
        AuditLog.Verify(_folder).RecordCount.ShouldBe(6);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_503_and_not_one_decision_leaves_without_its_record()
    {
        // A folder where the next day's file should be is a disk that refuses.
        var time = MonitoredServer.Clock();
        await using ScoringServer server = await StartAsync(time: time);
        (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
        await server.PostAsync(body);
        time.Advance(TimeSpan.FromDays(1));
        string inTheWay = Path.Combine(_folder, "audit-00000002-20260302.jsonl");
        Directory.CreateDirectory(inTheWay);

        HttpResponseMessage refused = await server.PostAsync(body);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("fraud_probability");
        Should.Throw<FraudMlException>(() => server.Services.GetRequiredService<IFraudScorer>().Score(
            new { Amount = 10f, Category = "fax", V1 = 1f, At = DateTime.UnixEpoch })).Message.ShouldContain("audit log");
        Directory.Delete(inTheWay);
        (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);

        AuditLog.Verify(_folder).RecordCount.ShouldBe(6);
    }

    [Fact]
    public async Task Where_asked_it_goes_on_and_the_next_record_says_how_many_are_lost()
    {
        var time = MonitoredServer.Clock();
        await using (ScoringServer server = await StartAsync(options => options.OnFailure = AuditFailure.Continue, time))
        {
            (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
            await server.PostAsync(body);
            time.Advance(TimeSpan.FromDays(1));
            string inTheWay = Path.Combine(_folder, "audit-00000002-20260302.jsonl");
            Directory.CreateDirectory(inTheWay);
            (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
            Directory.Delete(inTheWay);
            await server.PostAsync(body);
        }

        AuditLog.Verify(_folder).RecordCount.ShouldBe(6);
        Records().Select(record => (int?)record["lost"]).ShouldBe([null, null, null, 3, null, null]);
    }

    [Fact]
    public void All_that_were_lost_are_told_however_often_the_disk_refused()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        using (AuditWriter writer = Writer(new FraudAuditOptions { Directory = _folder, OnFailure = AuditFailure.Continue }, time))
        {
            writer.Append("{\"a\":1"u8, [6]);
            time.Advance(TimeSpan.FromDays(1));
            string inTheWay = Path.Combine(_folder, "audit-00000002-20260302.jsonl");
            Directory.CreateDirectory(inTheWay);
            for (int i = 0; i < 3; i++) writer.Append("{\"a\":2{\"a\":3"u8, [6, 12]);
            Directory.Delete(inTheWay);
            writer.Append("{\"a\":4{\"a\":5"u8, [6, 12]);
        }

        AuditLog.Verify(_folder).IsWhole.ShouldBeTrue();
        Records().Select(record => (int?)record["lost"]).ShouldBe([null, 6, null]);
    }

    [Fact]
    public void What_a_full_disk_left_of_a_record_is_cut_off_before_the_next_file_begins()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        using (AuditWriter writer = Writer(new FraudAuditOptions { Directory = _folder }, time))
        {
            writer.Append("{\"a\":1"u8, [6]);
            using (var half = new FileStream(AuditFiles.Of(_folder).Single(), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
                half.Write("{\"a\":2,\"sequ"u8);
            time.Advance(TimeSpan.FromDays(1));
            writer.Append("{\"a\":3"u8, [6]);
        }

        AuditVerification verified = AuditLog.Verify(_folder);
        (verified.IsWhole, verified.RecordCount).ShouldBe((true, 2), verified.ToString());
    }

    [Theory]
    [InlineData(AuditWriting.Flushed)]
    [InlineData(AuditWriting.Buffered)]
    public async Task Records_are_there_after_an_orderly_end_however_they_are_written(AuditWriting writing)
    {
        await using (ScoringServer server = await StartAsync(options => options.Writing = writing))
        {
            (string body, _) = RequestBodies.Of("split", TestModels.Mixed(300, 9));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.PostAsync(body)));
        }

        AuditVerification verified = AuditLog.Verify(_folder);
        verified.IsWhole.ShouldBeTrue(verified.ToString());
        verified.RecordCount.ShouldBe(2400);
    }

    [Fact]
    public async Task A_request_that_is_refused_for_its_last_row_has_no_records()
    {
        await using (ScoringServer server = await StartAsync())
        {
            (string body, _) = RequestBodies.Of("records", TestModels.Mixed(600, 9));
            JsonNode broken = JsonNode.Parse(body)!;
            broken["dataframe_records"]![599]!["Amount"] = "none";
            (await server.PostAsync(broken.ToJsonString())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        double[] probabilities = [.. Records().Select(record => (double)record["probability"]!)];
        probabilities.ShouldBe(Model.Score(TestModels.Mixed(600, 9)));
    }

    [Fact]
    public async Task An_id_that_is_no_UTF8_is_recorded_as_far_as_it_is()
    {
        await using (ScoringServer server = await StartAsync())
        {
            byte[] body = [.. "id,Amount,Category,V1,At\na"u8, 0xFF, 0xC3, .. ",10,games,1,5\n"u8];
            using HttpResponseMessage answer = await server.PostAsync(body, "text/csv");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }

        AuditLog.Verify(_folder).IsWhole.ShouldBeTrue();
        ((string)Records().Single()["id"]!).ShouldStartWith("a\uFFFD");
    }

    [Fact]
    public void What_is_no_folder_of_a_log_is_told()
    {
        Should.Throw<FraudMlException>(() => AuditLog.Verify(Path.Combine(_folder, "none"))).Message.ShouldContain("There is no folder");
        AuditLog.Verify(_folder).ToString().ShouldStartWith("All 0 records");
    }

    [Fact]
    public async Task A_model_that_can_not_be_saved_is_recorded_without_a_digest()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddFraudScoringModel(TestModels.MixedModel).AddFraudAudit(_folder, options => options.KeepInputs = true));
        await using (server)
        {
            await started;
            (string body, _) = RequestBodies.Of("split", TestModels.Mixed(3, 9));
            (await server.PostAsync(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        Records().ShouldAllBe(record => record["digest"] == null);
        var replay = AuditLog.Replay(_folder, TestModels.MixedModel);
        (replay.ReplayedCount, replay.OfThisModelCount, replay.OtherProbabilityCount).ShouldBe((3, 0, 0));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AuditWriter Writer(FraudAuditOptions options, FakeTimeProvider? time = null)
    {
        ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new AuditWriter(options, time ?? MonitoredServer.Clock(),
            services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
    }

    private JsonNode[] Records() => [.. AuditFiles.Of(_folder).SelectMany(File.ReadAllLines).Select(line => JsonNode.Parse(line)!)];

    private async Task<ScoringServer> StartAsync(Action<FraudAuditOptions>? configure = null, FakeTimeProvider? time = null)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<TimeProvider>(time ?? MonitoredServer.Clock())
            .AddFraudScoringModel(Model, options => options.IdColumn = "id")
            .AddFraudAudit(_folder, configure));
        await started;
        return server;
    }
}
