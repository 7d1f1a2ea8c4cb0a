using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class ServerLimitsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_answered_with_413(bool saysItsLength)
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { MaxBodyBytes = 1_000_000 });
        byte[] body = Encoding.UTF8.GetBytes($$"""{"name": "{{new string('x', 1_100_000)}}"}""");
        using HttpContent content = saysItsLength ? new ByteArrayContent(body) : new StreamContent(new Unsized(body));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/2.0/mlflow/experiments/create") { Content = content };
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error_code"]!.ToString().ShouldBe(MlflowErrorCodes.BadRequest);
    }

    [Fact]
    public async Task An_artifact_may_be_longer_than_a_request_but_not_longer_than_its_own_limit()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { MaxArtifactBytes = 40_000_000 });
        (await PutAsync(app, 35_000_000)).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(app, 40_000_001)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"name\": ")]
    [InlineData("3")]
    [InlineData("\"\\\"nested\\\"\"")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await app.Client.PostAsync(
            new Uri("/api/2.0/mlflow/experiments/create", UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_run_whose_files_lie_elsewhere_on_the_machine_is_not_served()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        string experiment = (await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "elsewhere",
            ArtifactLocation = "file:///etc" })).ExperimentId;
        string run = (await client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = experiment, StartTime = 0 })).Run.Info.RunId;
        (await Should.ThrowAsync<MlflowException>(client.Runs.ListArtifactsAsync(run))).ErrorCode
            .ShouldBe(MlflowErrorCodes.InvalidParameterValue);
        using HttpResponseMessage file = await app.Client.GetAsync(new Uri($"/get-artifact?run_uuid={run}&path=passwd", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_server_answers_under_a_prefix_too()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(prefix: "/mlflow");
        using MlflowClient client = app.Connect("/mlflow");
        await using (MlflowActiveRun run = await client.StartRunAsync("prefixed"))
            await run.LogTextAsync("a b/ü.txt", "hello");
        (await client.Server.GetVersionAsync()).ShouldStartWith("3.");
        (await client.Server.GetInfoAsync()).StoreType.ShouldBe("SqlStore");
        (await app.Client.GetAsync(new Uri("/api/2.0/mlflow/experiments/get?experiment_id=0", UriKind.Relative))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_raw_artifact_proxy_lists_reads_writes_and_deletes()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("hello"));
        await client.ArtifactProxy.UploadAsync("0/some dir/ü.txt", content);
        (await client.ArtifactProxy.ListAsync("0/some dir")).Files.Single().ShouldBe(new MlflowFileInfo { Path = "ü.txt", FileSize = 5 });
        await using (Stream file = await client.ArtifactProxy.DownloadAsync("0/some dir/ü.txt"))
        using (var reader = new StreamReader(file))
            (await reader.ReadToEndAsync()).ShouldBe("hello");
        await client.ArtifactProxy.DeleteAsync("0/some dir");
        (await client.ArtifactProxy.ListAsync("0")).Files.ShouldBeEmpty();
        (await Should.ThrowAsync<MlflowException>(client.ArtifactProxy.GetPresignedAsync("0/x"))).ErrorCode
            .ShouldBe(MlflowErrorCodes.NotImplemented);
    }

    private static async Task<HttpStatusCode> PutAsync(TrackingApp app, int length)
    {
        using var content = new ByteArrayContent(new byte[length]);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/2.0/mlflow-artifacts/artifacts/0/big.bin") { Content = content };
        // Asks before it sends, as clients with much to send do: an answer without it may cut the line.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }

    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
