using System.Text;
using System.Text.Json.Nodes;
using FraudMl.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>What MLflow answers with 500 is a bad request here, and no answer tells where the store is.</summary>
public sealed class ServerFaultTests
{
    [Theory]
    [InlineData("experiments/create", """{"name":"\ud800"}""")]
    [InlineData("experiments/create", """{"\udc00":1,"name":"x"}""")]
    [InlineData("experiments/create", """{"name":"a\ud83d\u0020"}""")]
    [InlineData("experiments/create", """ "{\"name\":\"\\ud800\"}" """)]
    [InlineData("runs/search", "[[[")]
    [InlineData("runs/search", "{\"filter\":")]
    [InlineData("runs/search", "\u001f\u008b\b")]
    [InlineData("runs/search", "{} x")]
    [InlineData("runs/search", """{"experiment_ids":["0"],"page_token":"eyJvZmZzZXQiOiA5OTk5OTk5OTk5OTk5fQ=="}""")]
    [InlineData("runs/log-model",
        """{"run_id":"RUN","model_json":"{\"flavors\":\"\\ud800\",\"artifact_path\":1,\"run_id\":1,\"utc_time_created\":1}"}""")]
    [InlineData("runs/log-model",
        """{"run_id":"RUN","model_json":"{\"flavors\":1,\"flavors\":1,\"artifact_path\":1,\"run_id\":1,\"utc_time_created\":1}"}""")]
    [InlineData("webhooks", """{"name":"w","url":"https://example.com","events":[{}]}""")]
    [InlineData("webhooks", """{"name":"w","url":"https://example.com","events":[null]}""")]
    public async Task It_is_a_bad_request(string path, string body)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        (int status, string answer) = await PostAsync(app, path, body);
        status.ShouldBe(400, answer);
        JsonNode.Parse(answer)!["error_code"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"run_id":"RUN","datasets":[{"dataset":null}]}""")]
    [InlineData("""{"run_id":"RUN","datasets":[{"dataset":{"name":"n","digest":"d"},"tags":["x"]}]}""")]
    [InlineData("""{"run_id":"RUN","datasets":[null],"models":[null]}""")]
    [InlineData("""{"run_id":"RUN","models":[{}]}""")]
    public async Task Nulls_in_lists_are_no_fault_of_the_server(string body)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        (int status, string answer) = await PostAsync(app, "runs/log-inputs", body);
        status.ShouldBeLessThan(500, answer);
    }

    [Theory]
    [InlineData("ffffffffffffffff")]
    [InlineData("ZZ")]
    [InlineData("-1")]
    public async Task A_chunk_without_a_size_is_a_bad_request(string size)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        foreach (string head in (string[])["POST /api/2.0/mlflow/runs/search", "PUT /api/2.0/mlflow-artifacts/artifacts/0/x"])
        {
            (int status, _) = await RawHttp.SendAsync(
                app.Address, $"{head} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                    + $"chunked\r\nConnection: close\r\n\r\n{size}\r\n{{}}");
            status.ShouldBe(400);
        }
    }

    [Fact]
    public async Task A_store_that_can_not_be_used_is_said_without_its_place()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        string experiment = (await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "x" })).ExperimentId;
        // What a disk that is full or broken does to SQLite, whoever runs the test: its file is gone and a folder stands there.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(app.Store.Folder, "mlflow.db*"))
            File.Delete(file);
        Directory.CreateDirectory(app.Store.Database);

        (int status, string answer) = await PostAsync(app, "runs/create", $$"""{"experiment_id":"{{experiment}}"}""", needsRun: false);
        status.ShouldBe(503);
        answer.ShouldNotContain(app.Store.Folder);
        answer.ShouldContain("TEMPORARILY_UNAVAILABLE");
    }

    [Fact]
    public async Task Texts_without_a_limit_of_MLflow_have_one_here()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        string tooLong = new('x', 200_000);
        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "a" });
        await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/x" });
        Func<Task>[] calls =
        [
            () => client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "b", Description = tooLong }),
            () => client.Registry.UpdateModelAsync(new MlflowUpdateRegisteredModel { Name = "a", Description = tooLong }),
            () => client.Registry.SetModelTagAsync(new MlflowSetRegisteredModelTag { Name = "a", Key = "k", Value = tooLong }),
            () => client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/x",
                Description = tooLong }),
            () => client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/x",
                RunLink = tooLong }),
            () => client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/" + tooLong }),
            () => client.Registry.UpdateVersionAsync(new MlflowUpdateModelVersion { Name = "a", Version = "1", Description = tooLong }),
            () => client.Registry.SetVersionTagAsync(new MlflowSetModelVersionTag { Name = "a", Version = "1", Key = "k",
                Value = tooLong }),
            () => client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = "0", RunName = tooLong }),
            () => client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = "0", Tags = [new MlflowTag("k", tooLong)] }),
            () => client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "e", Tags = [new MlflowTag("k", tooLong)] }),
            () => client.LoggedModels.CreateAsync(new MlflowCreateLoggedModel { ExperimentId = "0",
                Params = [new MlflowParam("k", tooLong)] }),
            () => client.Webhooks.CreateAsync(new MlflowCreateWebhook
            {
                Name = "w", Url = "https://example.com", Description = tooLong,
                Events = [new(MlflowWebhookEntity.ModelVersion, MlflowWebhookAction.Created)],
            }),
        ];
        foreach (Func<Task> call in calls)
            (await Should.ThrowAsync<MlflowException>(call)).ErrorCode.ShouldBe(MlflowErrorCodes.InvalidParameterValue);
    }

    private static async Task<(int Status, string Answer)> PostAsync(TrackingApp app, string path, string body, bool needsRun = true)
    {
        string run = "";
        if (needsRun)
        {
            using MlflowClient client = app.Connect();
            run = (await client.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = "0" })).Run.Info.RunId;
        }

        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("RUN", run, StringComparison.Ordinal)));
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await app.Client.PostAsync(new Uri($"/api/2.0/mlflow/{path}", UriKind.Relative), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
