using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests.OpenInference;

/// <summary>Health and metadata of the Open Inference Protocol, and the names of models.</summary>
public sealed class OpenInferenceRoutesTests
{
    [Fact]
    public async Task The_server_tells_its_name_and_extensions()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement described = await server.Client.GetFromJsonAsync<JsonElement>("/v2");
        described.GetProperty("name").GetString().ShouldBe("fraudml");
        described.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        described.GetProperty("extensions")[0].GetString().ShouldBe("binary_tensor_data");
    }

    [Fact]
    public async Task Metadata_describe_a_tensor_for_each_column()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement mixed = await server.Client.GetFromJsonAsync<JsonElement>("/v2/models/fraud-model");
        Tensors(mixed, "inputs").ShouldBe(["Amount FP64 [-1]", "Category BYTES [-1]", "V1 FP64 [-1]", "At INT64 [-1]"]);
        Tensors(mixed, "outputs").ShouldBe(["fraud_probability FP64 [-1]", "fraud_decision INT64 [-1]"]);
        mixed.GetProperty("platform").GetString().ShouldBe("fraudml");
        mixed.GetProperty("versions").GetArrayLength().ShouldBe(0);

        server.Replace(new ServedModel(TestModels.CreditCardModel, "cards", "4"));
        JsonElement cards = await server.Client.GetFromJsonAsync<JsonElement>("/v2/models/cards/versions/4");
        Tensors(cards, "inputs").Length.ShouldBe(31);
        Tensors(cards, "inputs")[30].ShouldBe("inputs FP32 [-1,30]");
        Tensors(cards, "outputs").ShouldBe(["fraud_probability FP64 [-1]"]);
        cards.GetProperty("versions")[0].GetString().ShouldBe("4");
    }

    [Fact]
    public async Task A_model_is_found_by_its_key_and_its_registered_name()
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel("cards", TestModels.CreditCardModel).AddFraudScoringModel("mixed", TestModels.MixedModel));
        await using ScoringServer running = server;
        await started;
        server.Replace(new ServedModel(TestModels.CreditCardModel, "registered", "2"), "cards");
        foreach (string path in (string[])["/v2/models/cards/ready", "/v2/models/registered/ready", "/v2/models/cards/versions/2/ready",
            "/v2/models/mixed/ready", "/v2/models/mixed", "/v2/health/ready", "/v2/health/live"])
        {
            (await server.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            if (path == "/v2/models/mixed") continue;
            (await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path))).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await ErrorAsync(server, "/v2/models/other/ready")).ShouldBe(
            $"There is no model of this name here. Served are 'cards' or 'registered', 'mixed' or '{TestModels.MixedModel.Pipeline}'.");
        (await ErrorAsync(server, "/v2/models/registered/versions/3")).ShouldContain("is served in version 2 only");
        (await ErrorAsync(server, "/v2/models/mixed/versions/1/ready")).ShouldContain("has no versions");
        (await ErrorAsync(server, "/v2/models/fraud-model")).ShouldContain("no model of this name");
        (await server.InferAsync(InferBodies.Json(TestModels.Mixed(2, 9)), path: "/v2/models/mixed/versions/1/infer")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        (await server.InferAsync(InferBodies.Json(TestModels.Mixed(2, 9)), path: "/v2/models/other/infer")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        JsonElement answer = await (await server.InferAsync(InferBodies.JsonMatrix(InferTests.Numbers(TestModels.CreditCardModel, 2), true),
            path: "/v2/models/registered/infer")).Content.ReadFromJsonAsync<JsonElement>();
        (answer.GetProperty("model_name").GetString(), answer.GetProperty("model_version").GetString()).ShouldBe(("registered", "2"));
    }

    [Fact]
    public async Task Until_the_model_is_loaded_it_is_not_ready()
    {
        var loaded = new TaskCompletionSource<ServedModel>();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services =>
        {
            services.AddSingleton<IModelSource>(new SlowSource(loaded.Task));
            services.AddFraudScoring("models:/slow@champion");
        });
        await using ScoringServer running = server;
        (await server.Client.GetAsync("/v2/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string path in (string[])["/v2/health/ready", "/v2/models/fraud-model/ready", "/v2/models/slow/ready", "/v2/models/slow"])
            (await server.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
        using HttpResponseMessage refused = await server.InferAsync(InferBodies.Json(TestModels.Mixed(2, 9)));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        loaded.SetResult(new ServedModel(TestModels.MixedModel, "slow"));
        await started;
        (await server.Client.GetAsync("/v2/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OpenAPI_describes_an_inference_with_an_example_that_is_answered()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        JsonElement paths = document.GetProperty("paths");
        foreach (string path in (string[])["/v2", "/v2/health/live", "/v2/health/ready", "/v2/models/{name}", "/v2/models/{name}/ready",
            "/v2/models/{name}/versions/{version}", "/v2/models/{name}/versions/{version}/ready"])
            paths.GetProperty(path).GetProperty("get").GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
        foreach (string path in (string[])["/v2/models/{name}/infer", "/v2/models/{name}/versions/{version}/infer"])
        {
            JsonElement operation = paths.GetProperty(path).GetProperty("post");
            operation.GetProperty("parameters").GetArrayLength().ShouldBe(path.Contains("version", StringComparison.Ordinal) ? 2 : 1);
            JsonElement content = operation.GetProperty("requestBody").GetProperty("content");
            content.GetProperty("application/octet-stream").GetProperty("schema").GetProperty("format").GetString().ShouldBe("binary");
            string example = content.GetProperty("application/json").GetProperty("example").GetRawText();
            using HttpResponseMessage response = await server.PostAsync(example, path: "/v2/models/fraud-model/infer");
            response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        }

        document.GetProperty("components").GetProperty("schemas").GetProperty("TensorMetadata").GetProperty("properties")
            .GetProperty("shape").GetProperty("items").GetProperty("type").GetString().ShouldBe("integer");
    }

    private static string[] Tensors(JsonElement model, string list) => [.. model.GetProperty(list).EnumerateArray().Select(tensor =>
        string.Join(' ', tensor.GetProperty("name").GetString(), tensor.GetProperty("datatype").GetString(),
            tensor.GetProperty("shape").GetRawText()))];

    private static async Task<string> ErrorAsync(ScoringServer server, string path)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!;
    }
}
