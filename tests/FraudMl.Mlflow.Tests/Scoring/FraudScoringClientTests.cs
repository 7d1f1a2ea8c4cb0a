using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FraudMl.Mlflow.Tests.Scoring;

public sealed partial class FraudScoringClientTests
{
    /// <summary>What MLflow's own scoring server was recorded to answer, whatever the form of its predictions.</summary>
    [Theory]
    [InlineData("onnx-column-signature")]
    [InlineData("onnx-no-signature")]
    [InlineData("sklearn-classifier")]
    [InlineData("model-raises")]
    public async Task Recorded_answers_of_MLflow_are_read(string scenario)
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync();
        using FraudScoringClient client = FraudScoringClient.Connect(server.Address);
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine("Golden", "Scoring", scenario + ".json")));
        foreach (JsonElement step in recorded.RootElement.GetProperty("steps").EnumerateArray())
        {
            JsonElement request = step.GetProperty("request"), response = step.GetProperty("response");
            if (!request.TryGetProperty("body", out JsonElement asked)) continue;
            if (!response.TryGetProperty("body", out JsonElement answer)) continue;
            int status = response.GetProperty("status").GetInt32();
            server.Then(status, answer.GetRawText());
            string name = step.GetProperty("name").GetString()!;
            Dictionary<string, object?>[] rows = RowsOf(asked,
                status == 200 ? CountOf(answer.GetProperty("predictions")) : 1);
            if (status == 200)
            {
                IReadOnlyList<FraudScore> scores = await client.ScoreAsync(rows);
                scores.Select(score => score.Probability).ShouldBe(NumbersOf(answer.GetProperty("predictions")), name);
            }
            else
            {
                MlflowException error = await Should.ThrowAsync<MlflowException>(client.ScoreAsync(rows));
                ((int)error.StatusCode, error.ErrorCode).ShouldBe((status, answer.GetProperty("error_code").GetString()), name);
                string message = answer.GetProperty("message").GetString()!.Trim();
                error.Message.ShouldContain(message[..Math.Min(message.Length, 300)]);
                error.Message.ShouldNotContain("stack_trace");
            }

            if (asked.TryGetProperty("dataframe_records", out _))
                JsonNode.DeepEquals(JsonNode.Parse(server.Requests[^1].Body), JsonNode.Parse(asked.GetRawText()))
                    .ShouldBeTrue(name);
        }

        server.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_serving_endpoint_of_Databricks_is_asked_with_the_token_and_no_error_tells_it()
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync(
            (200, "application/json", """{"predictions": [{"fraud_probability": 0.93, "fraud_decision": 1}]}"""),
            (404, "application/json", """{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"The endpoint fraud does not exist."}"""),
            (403, "text/html", "<html>Log in, dapi-secret</html>"));
        foreach (string path in (string[])["/serving-endpoints/fraud", "/serving-endpoints/fraud/invocations"])
        {
            using FraudScoringClient client = FraudScoringClient.Connect(server.Address + path,
                new() { Token = "dapi-secret", Headers = new Dictionary<string, string> { ["x-databricks-org-id"] = "7" } });
            client.ToString().ShouldBe($"scores at {server.Address}/serving-endpoints/fraud");
            if (path.EndsWith("fraud", StringComparison.Ordinal))
            {
                FraudScore score = (await client.ScoreAsync([new { Amount = 12.5 }])).Single();
                (score.Probability, score.IsFlagged).ShouldBe((0.93, true));
                continue;
            }

            MlflowException absent = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 12.5 }]));
            absent.ErrorCode.ShouldBe("RESOURCE_DOES_NOT_EXIST");
            absent.Message.ShouldBe($"POST {server.Address}/serving-endpoints/fraud/invocations was answered with status 404: "
                + "The endpoint fraud does not exist. Check the address: it ends before /invocations.");
            MlflowException closed = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1 }]));
            closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        server.Requests.ShouldAllBe(request => request.Path == "/serving-endpoints/fraud/invocations"
            && request.Headers.Authorization == "Bearer dapi-secret" && request.Headers["x-databricks-org-id"] == "7");
    }

    [Fact]
    public async Task Credentials_in_the_address_become_a_header_and_stand_in_no_message()
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((400, "text/plain", "no"));
        string address = server.Address.Replace("http://", "http://user:p%40ss@", StringComparison.Ordinal);
        using FraudScoringClient client = FraudScoringClient.Connect(address);
        MlflowException refused = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1 }]));
        server.Requests[0].Headers.Authorization.ToString().ShouldBe("Basic " + Convert.ToBase64String("user:p@ss"u8));
        (client + refused.ToString()).ShouldNotContain("p@ss");
        (client + refused.ToString()).ShouldNotContain("p%40ss");
        new FraudScoringClientOptions { Token = "secret", Password = "secret" }.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task What_may_be_sent_again_is_and_a_server_that_is_not_there_is_told()
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((503, "text/plain", "loading"), (429, "text/plain", "slow down"),
            (200, "application/json", """{"predictions":[0.25]}"""));
        using (FraudScoringClient client = FraudScoringClient.Connect(server.Address))
            (await client.ScoreAsync([new { Amount = 1 }])).Single().ShouldBe(new FraudScore(0.25, null));
        server.Requests.Select(request => request.Body).Distinct().Count().ShouldBe(1);
        using FraudScoringClient nobody = FraudScoringClient.Connect("http://127.0.0.1:1", new() { RetryCount = 0 });
        string told = (await Should.ThrowAsync<MlflowException>(nobody.IsReadyAsync())).Message;
        told.ShouldStartWith("GET http://127.0.0.1:1/ping got no answer: ");
        told.ShouldEndWith(". Check the address of the endpoint, and that it runs.");
    }

    [Theory]
    [InlineData("""{"predictions":[{"a":1,"b":2}]}""", "no fraud_probability, but 'a', 'b'")]
    [InlineData("""{"predictions":["x"]}""", "A prediction is no number.")]
    [InlineData("""{"predictions":[1,2]}""", "It has 2 predictions for 1 rows.")]
    [InlineData("""{"prediction":1}""", "It has no predictions.")]
    [InlineData("""{"predictions":7}""", "Its predictions are no list.")]
    [InlineData("[]", "It has no predictions.")]
    [InlineData("<html>", "It is no JSON.")]
    public async Task An_answer_without_scores_is_told(string answer, string problem)
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((200, "application/json", answer));
        using FraudScoringClient client = FraudScoringClient.Connect(server.Address);
        (await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1 }]))).Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("""{"line":1,"fraudProbability":0.5}""", "It ends after 1 of 2 lines.")]
    [InlineData("""{"line":2,"fraudProbability":0.5}""", "Its lines are not those that were sent.")]
    [InlineData("""{"line":"x"}""", "It is no line of JSON with a number.")]
    [InlineData("[1]", "It is no line of JSON with a number.")]
    [InlineData("{\"line\":1,\"fraudProbability\":1}\n{\"line\":9,\"error\":{\"error_code\":\"BAD_REQUEST\",\"message\":\"cut off\"}}",
        "cut off")]
    public async Task A_batch_whose_answers_are_not_those_of_its_lines_is_told(string answer, string problem)
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((200, "application/x-ndjson", answer));
        using FraudScoringClient client = FraudScoringClient.Connect(server.Address);
        MlflowException error = await Should.ThrowAsync<MlflowException>(
            client.ScoreEachAsync(new[] { new { Amount = 1 }, new { Amount = 2 } }.ToAsyncEnumerable()).ToListAsync().AsTask());
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Rows_are_written_as_models_read_them_in_requests_of_the_given_size()
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((200, "application/json", """{"predictions":[1,2]}"""),
            (200, "application/json", """{"predictions":[3]}"""), (200, "application/json", """{"predictions":[4]}"""));
        using FraudScoringClient client = FraudScoringClient.Connect(server.Address, new() { RequestRowCount = 2 });
        Payment[] payments = [new(1.5m, "Zürich \"Süd\"", double.NaN, Channel.Web, TimeSpan.FromSeconds(90)),
            new(2, null, 0.5, Channel.Shop, default), new(3, "", null, Channel.Web, default)];
        (await client.ScoreAsync(payments)).Select(score => score.Probability).ShouldBe([1, 2, 3]);
        Dictionary<string, object?> named = new() { ["Amount"] = 1.5m, ["City"] = "Zürich \"Süd\"", ["Risk"] = double.NaN,
            ["Channel"] = Channel.Web, ["Age"] = TimeSpan.FromSeconds(90) };
        await client.ScoreAsync([named]);
        JsonNode first = JsonNode.Parse(server.Requests[0].Body)!["dataframe_records"]!;
        first.AsArray().Count.ShouldBe(2);
        first[0]!.ToJsonString().ShouldBe(
            JsonNode.Parse("""{"Amount":1.5,"City":"Zürich \"Süd\"","Risk":null,"Channel":"Web","Age":90}""")!.ToJsonString());
        JsonNode.Parse(server.Requests[2].Body)!["dataframe_records"]![0]!.ToJsonString().ShouldBe(first[0]!.ToJsonString());
        named["Risk"] = double.PositiveInfinity;
        MlflowException infinite = await Should.ThrowAsync<MlflowException>(client.ScoreAsync([named]));
        infinite.Message.ShouldContain("Column 'Risk' must be a finite number");
    }

    [Fact]
    public async Task Rows_of_a_generated_context_need_no_reflection_and_others_are_told()
    {
        await using ScoringDouble server = await ScoringDouble.StartAsync((200, "application/json", """{"predictions":[1]}"""));
        using FraudScoringClient client = FraudScoringClient.Connect(server.Address,
            new() { Json = new() { TypeInfoResolver = RowsJson.Default } });
        await client.ScoreAsync([new Card(double.NaN, 2)]);
        server.Requests[0].Body.ShouldBe("""{"dataframe_records":[{"Risk":null,"Amount":2}]}""");
        (await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Amount = 1 }]))).Message.ShouldContain("does not know the type");
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("sqlite:///mlflow.db")]
    [InlineData("")]
    public void An_address_that_is_none_is_refused(string address) =>
        Should.Throw<MlflowException>(() => FraudScoringClient.Connect(address)).Message.ShouldContain("http or https URL");

    [Fact]
    public void Options_report_every_broken_rule()
    {
        string message = Should.Throw<MlflowException>(() => FraudScoringClient.Connect("http://x",
            new() { RetryCount = 11, RequestRowCount = 0, Timeout = TimeSpan.Zero })).Message;
        foreach (string option in (string[])["RetryCount", "RequestRowCount", "Timeout"]) message.ShouldContain($"- {option} must be");
    }

    private static Dictionary<string, object?>[] RowsOf(JsonElement body, int count) =>
        body.TryGetProperty("dataframe_records", out JsonElement records) && records.ValueKind == JsonValueKind.Array
            ? [.. records.EnumerateArray()
                .Select(record => record.EnumerateObject().ToDictionary(cell => cell.Name, cell => (object?)cell.Value))]
            : [.. Enumerable.Range(0, count).Select(row => new Dictionary<string, object?> { ["V1"] = row })];

    private static int CountOf(JsonElement predictions) => NumbersOf(predictions).Length;

    private static double[] NumbersOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(NumbersOf)],
        JsonValueKind.Object => [.. value.EnumerateObject().SelectMany(property => NumbersOf(property.Value))],
        _ => [value.GetDouble()],
    };

    private enum Channel
    {
        Shop,
        Web,
    }

    private sealed record Payment(decimal Amount, string? City, double? Risk, Channel Channel, TimeSpan Age);

    internal sealed record Card(double Risk, decimal Amount);

    [JsonSerializable(typeof(Card))]
    internal sealed partial class RowsJson : JsonSerializerContext;
}
