using System.Net;
using System.Net.Http.Json;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A disk that is really full is 507, says nothing of its place, costs nothing that was there, and is over when there is
/// room.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_full_disk_is_507_and_over_when_there_is_room()
    {
        using SmallDisk disk = SmallDisk.OfMegabytes(2);
        await using TrackingApp app = await TrackingApp.StartAsync(
            configure: options => options with { TrackingUri = $"sqlite:///{disk.Folder}/mlflow.db" });
        (await LogAsync(app)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UploadAsync(app, 1000)).StatusCode.ShouldBe(HttpStatusCode.OK);

        disk.Fill();
        await ShouldBeFullAsync(disk, await UploadAsync(app, 200_000));
        await ShouldBeFullAsync(disk, await UntilRefusedAsync(app));
        using MlflowClient client = app.Connect();
        (await client.Runs.SearchAsync(new MlflowSearchRuns { ExperimentIds = ["0"] })).Runs.ShouldNotBeEmpty();

        disk.MakeRoom();
        (await LogAsync(app)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UploadAsync(app, 200_000)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.GetFiles(disk.Folder, ".*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    // What SQLite has taken from the disk before is used up first.
    private static async Task<HttpResponseMessage> UntilRefusedAsync(TrackingApp app)
    {
        for (int i = 0; i < 1000; i++)
        {
            HttpResponseMessage answer = await LogAsync(app);
            if (answer.StatusCode != HttpStatusCode.OK)
                return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("A full disk takes 1,000 runs.");
    }

    private static async Task ShouldBeFullAsync(SmallDisk disk, HttpResponseMessage answer)
    {
        string said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage, said);
        said.ShouldContain("The disk of the server is full.");
        said.ShouldNotContain(disk.Folder);
    }

    private static Task<HttpResponseMessage> LogAsync(TrackingApp app) => app.Client.PostAsJsonAsync(
        new Uri("/api/2.0/mlflow/runs/create", UriKind.Relative),
        new { experiment_id = "0", tags = new[] { new { key = "text", value = new string('x', 2000) } } });

    private static Task<HttpResponseMessage> UploadAsync(TrackingApp app, int length) => app.Client.PutAsync(
        new Uri("/api/2.0/mlflow-artifacts/artifacts/0/file.bin", UriKind.Relative), new ByteArrayContent(new byte[length]));
}
