using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class ScoredJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-").FullName;

    [Fact]
    public async Task Scored_ids_and_labels_outlive_the_process()
    {
        Dataset rows = TestModels.Mixed(200, 9);
        await using (ScoringServer first = await StartAsync())
        {
            await first.ScoreAsync(rows, "t");
            await first.LabelAsync("""[{"id":"t0","isFraud":true},{"id":"t1","isFraud":false}]""");
        }

        JsonNode before;
        await using (ScoringServer second = await StartAsync())
        {
            await second.LabelAsync(rows, "t");
            before = (await second.GetAsync("/monitoring/metrics"))["versions"]!;
            ((int)before[0]!["labelledCount"]!).ShouldBe(200);
        }

        await using ScoringServer third = await StartAsync();
        JsonNode.DeepEquals((await third.GetAsync("/monitoring/metrics"))["versions"], before).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_a_killed_process_left_is_read_up_to_any_byte_of_it()
    {
        await using (ScoringServer server = await StartAsync()) await server.ScoreAsync(TestModels.Mixed(3, 9), "t");
        string file = Directory.GetFiles(_folder, "scored-*.log").Single();
        byte[] whole = await File.ReadAllBytesAsync(file);
        for (int length = 0; length <= whole.Length; length += 7)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, $"cut-{length}")).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(file)), whole[..length]);
            using FraudMonitor monitor = Monitor(folder);
            int rows = monitor.Live().Versions.Sum(version => version.RowCount);
            rows.ShouldBeInRange(0, 3);
            monitor.Label([new("t0", true), new("t1", true), new("t2", true)]).New.ShouldBe(rows);
        }
    }

    [Fact]
    public async Task A_full_disk_keeps_no_answer_back_and_is_told_to_operators_alone()
    {
        // A device that is always full, where there is one.
        if (!File.Exists("/dev/full")) return;
        File.CreateSymbolicLink(Path.Combine(_folder, "scored-00000001.log"), "/dev/full");
        await using ScoringServer server = await StartAsync();
        using var meters = new CountedMeters(server.Services, "fraudml.scoring.callback.failures");
        await server.ScoreAsync(TestModels.Mixed(3, 9), "t");
        meters.Sums["fraudml.scoring.callback.failures  FraudMonitor"].ShouldBe(1);
        using HttpResponseMessage refused = await server.PostAsync("""[{"id":"t0","isFraud":true}]""", path: "/labels");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("scored-");
        ((int)(await server.GetAsync("/monitoring/metrics"))["versions"]![0]!["labelledCount"]!).ShouldBe(0);
    }

    [Fact]
    public void A_folder_has_one_writer()
    {
        using FraudMonitor first = Monitor(_folder);
        Should.Throw<FraudMlException>(() => Monitor(_folder)).Message.ShouldContain("another server or model writes there");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static FraudMonitor Monitor(string folder) => new(
        new FraudScoringOptions { IdColumn = "id", Monitoring = new() { Directory = folder } }, () => [], MonitoredServer.Clock());

    private Task<ScoringServer> StartAsync() => MonitoredServer.StartAsync(MonitoredServer.Clock(), options => options.Directory = _folder);
}
