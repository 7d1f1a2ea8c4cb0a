using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow.Tests;

public sealed class HttpBackendTests : MlflowServerTests
{
    [Fact]
    public async Task Requests_have_the_form_that_the_recorded_client_sent()
    {
        using MlflowClient client = Server.Connect();
        var placeholders = new Placeholders();
        foreach (ScenarioStep step in Scenario.Read("21-client-sequences.json").Steps)
        {
            string path = Uri.UnescapeDataString(placeholders.Fill(step.Path));
            var relay = new MlflowRoutes(new MlflowConnection
            {
                Experiments = client.Experiments,
                Runs = client.Runs,
                LoggedModels = client.LoggedModels,
                Registry = client.Registry,
                ArtifactStore = new ProxyRelay(client.Artifacts),
            });
            byte[] body = placeholders.Fill(step.Body) is { } json ? System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())
                : step.RawBody ?? [];
            Server.Requests.Clear();
            if (await relay.AnswerAsync(step.Method, path, step.Query.ToLookup(pair => pair.Key, pair => placeholders.Fill(pair.Value)),
                body) is not { } answer)
                continue;

            answer.Status.ShouldBe(step.Status, step.Name);
            placeholders.Difference(step.Answer, JsonNode.Parse(answer.Json), step.IsUnordered).ShouldBeNull(step.Name);
            (string method, string sentPath, string query, string sentBody) = Server.Requests.Single();
            method.ShouldBe(step.Method);
            sentPath.ShouldBe(path, step.Name);
            foreach ((string key, string value) in step.Query)
                query.ShouldContain($"{key}={Uri.EscapeDataString(placeholders.Fill(value))}");
            if (step.Body is not null && method != "PUT")
                placeholders.Difference(placeholders.Fill(step.Body), JsonNode.Parse(sentBody), isUnordered: false).ShouldBeNull(step.Name);
        }
    }

    [Fact]
    public async Task Batches_stay_within_the_limits_of_the_server()
    {
        using MlflowClient client = Server.Connect();
        string runId;
        await using (MlflowActiveRun run = await client.StartRunAsync("limits"))
        {
            runId = run.RunId;
            for (int step = 0; step < 2_500; step++)
                run.LogMetric("loss", step == 7 ? double.NaN : 0.0, step);
            await run.LogParamsAsync(Enumerable.Range(0, 250).Select(i => KeyValuePair.Create($"p{i}", (object?)i)));
            await run.SetTagsAsync(Enumerable.Range(0, 150).Select(i => KeyValuePair.Create($"t{i}", new string('é', 3_000))));
        }

        MlflowMetricPage history = await client.Runs.GetMetricHistoryAsync(runId, "loss");
        history.Metrics.Count(metric => metric.Value == 0).ShouldBe(2_499);
        history.Metrics.Count(metric => double.IsNaN(metric.Value)).ShouldBe(1);
        (await client.Runs.GetAsync(runId)).Run.Data.Params.Count.ShouldBe(250);
        foreach ((_, _, _, string body) in Server.Requests.Where(request => request.Path.EndsWith("/log-batch", StringComparison.Ordinal)))
        {
            JsonNode batch = JsonNode.Parse(body)!;
            (batch["metrics"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(1_000);
            (batch["params"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(100);
            (batch["tags"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(100);
            System.Text.Encoding.UTF8.GetByteCount(body).ShouldBeLessThan(1_000_000);
        }
    }

    [Fact]
    public async Task An_error_of_the_server_keeps_its_code_status_and_message()
    {
        using MlflowClient client = Server.Connect();
        MlflowException error = await Should.ThrowAsync<MlflowException>(client.Runs.GetAsync("00000000000000000000000000000000"));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        ((int)error.StatusCode).ShouldBe(404);
        error.Message.ShouldBe("Run with id=00000000000000000000000000000000 not found");
    }

    [Fact]
    public async Task An_answer_that_is_not_json_is_reported_as_such()
    {
        Server.Before = async context =>
        {
            context.Response.StatusCode = context.Request.Path.Value!.EndsWith("runs/get", StringComparison.Ordinal) ? 200 : 401;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<html>Log in</html>");
            return true;
        };
        using MlflowClient client = Server.Connect();

        MlflowException login = await Should.ThrowAsync<MlflowException>(client.Runs.GetAsync("a"));
        login.Message.ShouldContain("text/html");
        MlflowException refused = await Should.ThrowAsync<MlflowException>(client.Experiments.GetAsync("0"));
        refused.ErrorCode.ShouldBe(MlflowErrorCodes.Unauthenticated);
        refused.Message.ShouldContain("Log in");
        refused.Message.ShouldContain("MLFLOW_TRACKING_TOKEN");
        // Not taken for an old server without the page.
        (await Should.ThrowAsync<MlflowException>(client.HasLoggedModelsAsync())).ErrorCode.ShouldBe(MlflowErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task A_log_in_that_is_refused_while_a_run_logs_is_told_as_refused()
    {
        using MlflowClient client = Server.Connect(retryCount: 0);
        await using MlflowActiveRun run = await client.StartRunAsync("x");
        Server.Before = async context =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("Permission denied");
            return true;
        };
        run.LogMetric("loss", 1);
        MlflowException refused = await Should.ThrowAsync<MlflowException>(run.FlushAsync());
        refused.ErrorCode.ShouldBe(MlflowErrorCodes.PermissionDenied);
        refused.Message.ShouldContain("until the store takes the log-in");
        Server.Before = null;
        await run.FlushAsync();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_in_its_middle_is_asked_for_again()
    {
        using MlflowClient client = Server.Connect();
        int left = 1;
        Server.Before = async context =>
        {
            if (left-- <= 0) return false;
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };
        (await client.Experiments.GetAsync("0")).Experiment.Name.ShouldBe("Default");
        left = 1;
        (await client.Artifacts.ListAsync("mlflow-artifacts:/0")).ShouldBeEmpty();
        Server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_in_the_error()
    {
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = "http://127.0.0.1:9", RetryCount = 0 });
        MlflowException error = await Should.ThrowAsync<MlflowException>(client.Experiments.GetAsync("0"));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.TemporarilyUnavailable);
        error.Message.ShouldContain("http://127.0.0.1:9");
        MlflowException artifact = await Should.ThrowAsync<MlflowException>(client.Artifacts.ListAsync("mlflow-artifacts:/0"));
        artifact.ErrorCode.ShouldBe(MlflowErrorCodes.TemporarilyUnavailable);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        int asked = 0;
        Server.Before = context =>
        {
            bool refuses = ++asked < 3;
            context.Response.StatusCode = refuses ? asked == 1 ? 429 : 503 : 200;
            context.Response.Headers.RetryAfter = "0";
            return Task.FromResult(refuses);
        };
        using MlflowClient client = Server.Connect();
        (await client.Experiments.GetAsync("0")).Experiment.Name.ShouldBe("Default");
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_whose_creation_was_not_answered_is_found_and_not_made_twice()
    {
        using MlflowClient client = Server.Connect();
        int creations = 0;
        Server.StatusAfter = path => path.EndsWith("runs/create", StringComparison.Ordinal) && ++creations == 1 ? 503 : null;
        await using (MlflowActiveRun run = await client.StartRunAsync("once", new() { RunName = "only" }))
            run.Info.RunName.ShouldBe("only");

        string experimentId = await client.GetOrCreateExperimentAsync("once");
        (await client.Runs.SearchAsync(new MlflowSearchRuns { ExperimentIds = [experimentId] })).Runs.Count.ShouldBe(1);
        creations.ShouldBe(1);
    }

    [Fact]
    public async Task Credentials_and_a_static_prefix_are_sent()
    {
        using MlflowClient client = Server.Connect(token: "secret", prefix: "/prefix");
        (await client.Experiments.GetAsync("0")).Experiment.ExperimentId.ShouldBe("0");
        Server.Requests.Single().Path.ShouldStartWith("/prefix/api/2.0/");
        Server.Authorizations.Single().ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task Credentials_in_the_address_go_into_the_header_only()
    {
        using MlflowClient client = MlflowClient.Connect(
            new MlflowOptions { TrackingUri = Server.Address.Replace("://", "://ann:s%40cret@", StringComparison.Ordinal),
                RetryCount = 0 });
        client.TrackingUri.ShouldBe(Server.Address);
        Server.Before = context =>
        {
            context.Response.StatusCode = 403;
            return Task.FromResult(true);
        };
        MlflowException error = await Should.ThrowAsync<MlflowException>(client.Experiments.GetAsync("0"));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.PermissionDenied);
        error.Message.ShouldNotContain("cret");
        Server.Authorizations.Single().ShouldBe($"Basic {Convert.ToBase64String("ann:s@cret"u8)}");
        new MlflowOptions { Token = "secret" }.ToString().ShouldNotContain("secret");
    }

    /// <summary>Writes through the client under test.</summary>
    private sealed class ProxyRelay(IMlflowArtifacts artifacts) : IMlflowArtifactStore
    {
        public Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default) =>
            artifacts.ListAsync(uri, cancellationToken);

        public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default) =>
            artifacts.OpenReadAsync(uri, cancellationToken);

        public Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default) =>
            artifacts.UploadAsync(uri, content, cancellationToken);

        public string? LocalPath(string uri) => null;
    }
}
