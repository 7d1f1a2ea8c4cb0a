using System.Text;
using FraudMl.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Names and sources that lead elsewhere than they say, against an honest server.</summary>
public sealed class HostileNamesTests
{
    public static TheoryData<string> Paths =>
    [
        "0/%252Ftmp%252Fpwned", "0/..%252F..%252Fpwned", "0/%2525252e%2525252e/pwned", "../secret.txt", "..%2fsecret.txt",
        "%2e%2e/secret.txt", "%252e%252e%252fsecret.txt",
        "..%255csecret.txt", "0/a%255cb", "x/../../secret.txt", "0/a%00b", "0/a%2500b", "%2f%2ftmp/x", "0/%252525252fx",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_artifact_whose_name_leads_elsewhere_is_neither_written_nor_read_nor_deleted(string path)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        string secret = Path.Combine(app.Store.Folder, "secret.txt");
        await File.WriteAllTextAsync(secret, "TOPSECRET");
        HashSet<string> before = Everything(app);
        foreach (string method in (string[])["PUT", "GET", "DELETE"])
        {
            (int status, string answer) =
                await RawHttp.SendAsync(app.Address, method, $"/api/2.0/mlflow-artifacts/artifacts/{path}", method == "PUT" ? "evil" : "");
            status.ShouldBeInRange(400, 499, $"{method} {answer}");
            answer.ShouldNotContain("TOPSECRET");
        }

        Everything(app).ShouldBe(before, ignoreOrder: true);
        (await File.ReadAllTextAsync(secret)).ShouldBe("TOPSECRET");
    }

    [Theory]
    [InlineData("mlflow-artifacts:/0/%2Ftmp%2Fpwned")]
    [InlineData("mlflow-artifacts:/0/..%2F..%2Fpwned")]
    [InlineData("mlflow-artifacts:/0/%252e%252e/x")]
    [InlineData("mlflow-artifacts:/0/a%00b")]
    [InlineData("mlflow-artifacts:/0/a\0b")]
    [InlineData("mlflow-artifacts:/0/%25252525")]
    [InlineData("runs:/r/../../../x")]
    [InlineData("runs:/r/%2e%2e/x")]
    [InlineData("models:/m-x/../..")]
    [InlineData("models:/p/1/%2Fetc")]
    [InlineData("models:/nobody/latest")]
    [InlineData("models:/p@nobody")]
    public async Task A_version_whose_source_leads_elsewhere_is_refused(string source)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "p" });
        MlflowException refused = await Should.ThrowAsync<MlflowException>(
            client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "p", Source = source }));
        ((int)refused.StatusCode).ShouldBeInRange(400, 499);
    }

    [Theory]
    [InlineData("file:etc")]
    [InlineData("file:///a%00b")]
    [InlineData("file:///a\0b")]
    [InlineData("mlflow-artifacts:/a\0b")]
    public async Task A_location_that_can_never_be_read_is_refused_when_it_is_given(string location)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        (await Should.ThrowAsync<MlflowException>(
            client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "x", ArtifactLocation = location })))
            .ErrorCode.ShouldBe(MlflowErrorCodes.InvalidParameterValue);
    }

    [Theory]
    [InlineData("50%25.csv")]
    [InlineData("loss%step%10%timestamp%1724.png")]
    [InlineData("a b#c?d&e=f+g.txt")]
    [InlineData("ü💥.txt")]
    [InlineData("100%")]
    [InlineData(".hidden")]
    public async Task A_name_comes_back_as_it_was_stored(string name)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("names");
        await run.LogTextAsync($"d/{name}", "hi");
        string one = await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/d/{name}", Path.Combine(app.Store.Folder, "one"));
        Path.GetFileName(one).ShouldBe(name);
        string all = await client.Artifacts.DownloadAsync($"runs:/{run.RunId}/d", Path.Combine(app.Store.Folder, "all"));
        Path.GetFileName(Directory.GetFiles(all).ShouldHaveSingleItem()).ShouldBe(name);
        (await client.Artifacts.ListAsync($"runs:/{run.RunId}/d")).ShouldHaveSingleItem().Path.ShouldBe(name);
        (await client.Artifacts.ReadTextAsync($"runs:/{run.RunId}/d/{name}")).ShouldBe("hi");
        File.Exists(Path.Combine(app.Store.Folder, "mlartifacts", run.ExperimentId, run.RunId, "artifacts", "d", name)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_name_may_be_as_long_as_the_disk_allows_and_impossible_places_are_bad_requests()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        (await PutAsync(app, new string('n', 255))).ShouldBe(200);
        (await PutAsync(app, new string('n', 256))).ShouldBe(400);
        (await PutAsync(app, "dir/a.txt")).ShouldBe(200);
        (await PutAsync(app, "dir")).ShouldBe(400);
        (await PutAsync(app, "dir/a.txt/b")).ShouldBe(400);
        (await PutAsync(app, "")).ShouldBeInRange(400, 499);
        (await PutAsync(app, string.Concat(Enumerable.Repeat("d/", 2_500)) + "x")).ShouldBeInRange(400, 499);
        Everything(app).ShouldNotContain(path => path.EndsWith(".tmp"));
    }

    /// <summary>A listing once failed where a file was moved to its place, or deleted, between its name and its size.</summary>
    [Fact]
    public async Task What_is_written_listed_and_deleted_at_the_same_time_is_no_fault_of_the_server()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        int[][] statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(async client =>
        {
            var answers = new int[100];
            for (int i = 0; i < answers.Length; i++)
            {
                string path = $"/api/2.0/mlflow-artifacts/artifacts/busy/{i % 3}.txt";
                answers[i] = client switch
                {
                    0 or 1 => (await RawHttp.SendAsync(app.Address, "PUT", path, "x", "text/plain")).Status,
                    2 => (await RawHttp.SendAsync(app.Address, "GET", "/api/2.0/mlflow-artifacts/artifacts?path=busy")).Status,
                    3 => (await RawHttp.SendAsync(app.Address, "GET", path)).Status,
                    _ => (await RawHttp.SendAsync(app.Address, "DELETE", "/api/2.0/mlflow-artifacts/artifacts/busy")).Status,
                };
            }

            return answers;
        }));
        statuses.SelectMany(all => all).ShouldAllBe(status => status < 500);
    }

    private static async Task<int> PutAsync(TrackingApp app, string path) =>
        (await RawHttp.SendAsync(app.Address, "PUT", $"/api/2.0/mlflow-artifacts/artifacts/{path}", "x",
            "application/octet-stream")).Status;

    private static HashSet<string> Everything(TrackingApp app) =>
        [.. Directory.EnumerateFiles(app.Store.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("mlflow.db", StringComparison.Ordinal))];
}
