using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.Tests;

public sealed class RunArtifactsTests : MlflowServerTests
{
    [Fact]
    public async Task A_table_is_written_in_the_form_and_under_the_tag_that_the_pages_of_MLflow_read()
    {
        using MlflowClient client = Server.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("tables");

        await run.LogTableAsync("errors.json", ["id", "score"], [["a", 0.5], ["b", double.NaN]]);
        await run.LogTableAsync("errors.json", ["id", "late"], [["c", true]]);
        await run.LogTableAsync("other/rows.json", ["n"], [[1L], [null]]);

        JsonNode table = JsonNode.Parse(await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/errors.json"))!;
        table.ToJsonString().ShouldBe("""{"columns":["id","score","late"],"data":[["a",0.5,null],["b",null,null],["c",null,true]]}""");
        (await client.Runs.GetAsync(run.RunId)).Run.Data.Tags.Single(tag => tag.Key == "mlflow.loggedArtifacts").Value
            .ShouldBe("""[{"path": "errors.json", "type": "table"}, {"path": "other/rows.json", "type": "table"}]""");
    }

    [Fact]
    public async Task A_table_that_is_none_is_refused_before_anything_is_written()
    {
        using MlflowClient client = Server.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("tables");

        (await Should.ThrowAsync<MlflowException>(() => run.LogTableAsync("t.json", ["a", "b"], [[1, 2], [3]]))).Message
            .ShouldBe("Row 1 of the table has 1 cells for 2 columns.");
        (await Should.ThrowAsync<MlflowException>(() => run.LogTableAsync("t.json", ["a", "a"], []))).Message
            .ShouldContain("different names");
        (await client.Artifacts.ListAsync($"runs:/{run.RunId}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task JSON_is_written_with_a_source_generated_type()
    {
        using MlflowClient client = Server.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("json");

        await run.LogJsonAsync("tag.json", new MlflowTag("é", "1"), MlflowJson.TypeInfo<MlflowTag>());

        JsonNode.Parse(await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/tag.json"))!["key"]!.GetValue<string>().ShouldBe("é");
    }

    [Fact]
    public async Task A_folder_goes_there_and_back_with_progress_and_checksums()
    {
        using MlflowClient client = Server.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("files");
        string folder = Folder(("a.bin", 200_000), ("deep/er/b c.bin", 70_000), ("empty.txt", 0));
        var sent = new Told();
        var received = new Told();

        await run.LogFolderAsync(folder, "data", sent);
        string copy = await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/data", Path.Combine(Store.Folder, "copy"),
            new() { Progress = received, Sha256 = Sums(folder) });

        Sums(copy).ShouldBe(Sums(folder), ignoreOrder: true);
        foreach (Told told in new[] { sent, received })
        {
            told.All.Select(step => step.ByteCount).ShouldBeInOrder(SortDirection.Ascending);
            told.All[^1].ByteCount.ShouldBe(270_000);
            told.All.ShouldAllBe(step => step.TotalByteCount == 270_000);
            told.All.Select(step => step.Path).Distinct().ShouldContain("deep/er/b c.bin");
        }
    }

    [Fact]
    public async Task A_file_that_arrives_shorter_than_listed_or_changed_is_refused()
    {
        using MlflowClient client = Server.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("files");
        string folder = Folder(("a.bin", 1_000));
        await run.LogFolderAsync(folder, "data");
        string uri = $"runs:/{run.RunId}/data";
        var wrong = new Dictionary<string, string> { ["a.bin"] = new string('0', 64) };

        (await Should.ThrowAsync<MlflowException>(() => client.Artifacts.DownloadAsync(uri, Path.Combine(Store.Folder, "b"),
            new() { Sha256 = wrong }))).Message.ShouldContain("it was changed or damaged");
        (await Should.ThrowAsync<MlflowException>(() => client.Artifacts.DownloadAsync(uri, Path.Combine(Store.Folder, "c"),
            new() { Sha256 = new Dictionary<string, string> { ["x"] = "" } }))).ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        Server.Before = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/a.bin", StringComparison.Ordinal))
                return false;
            await context.Response.Body.WriteAsync(new byte[400]);
            return true;
        };
        (await Should.ThrowAsync<MlflowException>(() => client.Artifacts.DownloadAsync(uri, Path.Combine(Store.Folder, "d")))).Message
            .ShouldBe("The artifact 'a.bin' arrived with 400 of 1000 bytes. Download it again.");
        File.Exists(Path.Combine(Path.Combine(Store.Folder, "d"), "a.bin")).ShouldBeFalse();
    }

    private string Folder(params (string Name, int Size)[] files)
    {
        string folder = Path.Combine(Store.Folder, "source");
        var random = new Random(7);
        foreach ((string name, int size) in files)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] bytes = new byte[size];
            random.NextBytes(bytes);
            File.WriteAllBytes(path, bytes);
        }

        return folder;
    }

    private static Dictionary<string, string> Sums(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private sealed class Told : IProgress<MlflowTransfer>
    {
        public List<MlflowTransfer> All { get; } = [];

        public void Report(MlflowTransfer value) => All.Add(value);
    }
}
