using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests.Descriptions;

/// <summary>What OpenAPI says of the endpoints, held against what they take and answer.</summary>
public sealed class ModelDescriptionTests
{
    private static readonly string[] Paths = ["/score", "/invocations", "/score/batch"];

    [Fact]
    public async Task The_columns_of_the_model_are_described_with_an_example_that_is_scored()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement document = await DocumentAsync(server);
        JsonElement columns = document.GetProperty("components").GetProperty("schemas").GetProperty("FraudTransaction");
        columns.GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(TestModels.MixedModel.Inputs.Select(input => input.Name), ignoreOrder: true);
        columns.GetProperty("properties").EnumerateObject().Select(column => $"{column.Name}: {TypesOf(column.Value)}")
            .ShouldBe(["Amount: null|number", "Category: null|string", "V1: null|number", "At: null|string"], ignoreOrder: true);
        foreach (string path in Paths)
        {
            foreach (JsonProperty body in Operation(document, path).GetProperty("requestBody").GetProperty("content").EnumerateObject())
            {
                if (!body.Value.TryGetProperty("example", out JsonElement example)) continue;
                string sent = example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
                using HttpResponseMessage response = await server.PostAsync(sent, body.Name, path);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
            }
        }
    }

    [Theory]
    [MemberData(nameof(RequestBodies.Formats), MemberType = typeof(RequestBodies))]
    public async Task A_body_of_each_format_and_its_answer_fit_the_description(string format)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement document = await DocumentAsync(server);
        (string body, string contentType) = BodyOf(format);
        if (contentType.StartsWith("application/json", StringComparison.Ordinal))
            MisfitOfRequest(document, "/invocations", body).ShouldBeNull();
        using HttpResponseMessage response = await server.PostAsync(body, contentType);
        await ShouldFitAsync(document, "/invocations", response, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Exactly_one_format_fits()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement document = await DocumentAsync(server);
        JsonNode records = JsonNode.Parse(BodyOf("records").Body)!["dataframe_records"]!;
        foreach (JsonObject wrong in (JsonObject[])[[], new() { ["dataframe_records"] = 1 }, new() { ["inputs"] = 1 },
            new() { ["inputs"] = records.DeepClone(), ["instances"] = records.DeepClone() },
            new() { ["inputs"] = records.DeepClone(), ["dataframe_records"] = records.DeepClone() }])
        {
            MisfitOfRequest(document, "/invocations", wrong.ToJsonString()).ShouldNotBeNull();
            using HttpResponseMessage response = await server.PostAsync(wrong.ToJsonString());
            await ShouldFitAsync(document, "/invocations", response, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Answers_of_score_fit_with_and_without_reasons_and_decision()
    {
        foreach (FraudModel model in (FraudModel[])[TestModels.MixedModel, TestModels.CreditCardModel])
        {
            await using ScoringServer server = await ScoringServer.StartAsync(model);
            JsonElement document = await DocumentAsync(server);
            string body = Operation(document, "/score").GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
                .GetProperty("example").GetRawText();
            MisfitOfRequest(document, "/score", body).ShouldBeNull();
            foreach (string query in (string[])["", "?reasons=3"])
            {
                using HttpResponseMessage scored = await server.PostAsync(body, path: $"/score{query}");
                await ShouldFitAsync(document, "/score", scored, HttpStatusCode.OK);
            }

            using HttpResponseMessage invoked = await server.PostAsync($"{{\"inputs\":[{body}]}}");
            await ShouldFitAsync(document, "/invocations", invoked, HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Errors_fit_and_numbers_are_numbers()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumBodyBytes = 2000);
        JsonElement document = await DocumentAsync(server);
        foreach (string path in Paths[..2])
        {
            foreach ((string body, HttpStatusCode expected) in ((string, HttpStatusCode)[])[("{", HttpStatusCode.BadRequest),
                (new string(' ', 3000), HttpStatusCode.RequestEntityTooLarge)])
            {
                using HttpResponseMessage refused = await server.PostAsync(body, path: path);
                await ShouldFitAsync(document, path, refused, expected);
            }
        }

        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (string answer in (string[])["ScoreAnswer", "ReasonAnswer", "Prediction"])
            schemas.GetProperty(answer).GetRawText().ShouldNotContain("pattern");
        schemas.GetProperty("ScoreAnswer").GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["fraudProbability", "fraudDecision", "modelName", "modelVersion"], ignoreOrder: true);
        schemas.GetProperty("Prediction").GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["fraud_probability"]);
        JsonElement reasons = Operation(document, "/score").GetProperty("parameters")[0];
        reasons.GetProperty("schema").GetProperty("type").GetString().ShouldBe("integer");
        reasons.TryGetProperty("required", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_description_follows_the_model_in_service()
    {
        var held = new TaskCompletionSource<ServedModel>();
        (ScoringServer started, Task loaded) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddSingleton<IModelSource>(new SlowSource(held.Task)).AddFraudScoring("held"));
        await using ScoringServer server = started;
        (await DocumentAsync(server)).GetProperty("components").GetProperty("schemas").GetProperty("InvocationsRequest")
            .TryGetProperty("required", out _).ShouldBeFalse();
        held.SetResult(new ServedModel(TestModels.MixedModel, "held"));
        await loaded;
        server.Replace(new ServedModel(TestModels.CreditCardModel, "next"));
        (await DocumentAsync(server)).GetProperty("components").GetProperty("schemas").GetProperty("FraudTransaction")
            .GetProperty("properties").EnumerateObject().Count().ShouldBe(TestModels.CreditCardModel.Inputs.Count);
    }

    [Fact]
    public async Task Each_model_with_a_name_has_columns_of_its_own()
    {
        (ScoringServer started, Task loaded) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(TestModels.TypedModel).AddFraudScoringModel("cards", TestModels.CreditCardModel)
            .AddFraudScoringModel("mixed", TestModels.MixedModel));
        await using ScoringServer server = started;
        await loaded;
        JsonElement document = await DocumentAsync(server);
        foreach ((string prefix, FraudModel model) in ((string, FraudModel)[])[("", TestModels.TypedModel),
            ("/models/cards", TestModels.CreditCardModel), ("/models/mixed", TestModels.MixedModel)])
        {
            string name = prefix.Length == 0 ? "FraudTransaction" : $"FraudTransaction_{prefix.Split('/')[^1]}";
            document.GetProperty("components").GetProperty("schemas").GetProperty(name).GetProperty("properties").EnumerateObject()
                .Select(column => column.Name).ShouldBe(model.Inputs.Select(input => input.Name), ignoreOrder: true);
            Operation(document, prefix + "/score").GetRawText().ShouldContain($"#/components/schemas/{name}\"");
            foreach (string path in Paths)
            {
                foreach (JsonProperty body in Operation(document, prefix + path).GetProperty("requestBody").GetProperty("content")
                    .EnumerateObject())
                {
                    if (!body.Value.TryGetProperty("example", out JsonElement example)) continue;
                    string sent = example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
                    using HttpResponseMessage response = await server.PostAsync(sent, body.Name, prefix + path);
                    string answer = await response.Content.ReadAsStringAsync();
                    response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
                    answer.ShouldNotContain("error");
                    if (body.Name == "application/json") MisfitOfRequest(document, prefix + path, sent).ShouldBeNull();
                }
            }
        }
    }

    // The description says ISO 8601; whole microseconds are taken too.
    private static (string Body, string ContentType) BodyOf(string format)
    {
        (string body, string contentType) = RequestBodies.Of(format, TestModels.Mixed(3, 9));
        return contentType.StartsWith("text", StringComparison.Ordinal) ? (body, contentType) : (Regex.Replace(body, @"\b17\d{14}\b",
            time => $"\"{DateTime.UnixEpoch.AddMicroseconds(long.Parse(time.Value, CultureInfo.InvariantCulture)):O}\""), contentType);
    }

    private static Task<JsonElement> DocumentAsync(ScoringServer server) =>
        server.Client.GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative));

    private static JsonElement Operation(JsonElement document, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty("post");

    private static string? MisfitOfRequest(JsonElement document, string path, string body) => new DescribedSchema(document).Misfit(
        Operation(document, path).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"),
        JsonElement.Parse(body));

    private static async Task ShouldFitAsync(JsonElement document, string path, HttpResponseMessage response, HttpStatusCode expected)
    {
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, answer);
        JsonElement described = Operation(document, path).GetProperty("responses").GetProperty($"{(int)expected}").GetProperty("content")
            .GetProperty(response.Content.Headers.ContentType!.MediaType!).GetProperty("schema");
        new DescribedSchema(document).Misfit(described, JsonElement.Parse(answer)).ShouldBeNull(answer);
    }

    private static string TypesOf(JsonElement schema) =>
        string.Join('|', schema.GetProperty("type").EnumerateArray().Select(type => type.GetString()).Order(StringComparer.Ordinal));
}
