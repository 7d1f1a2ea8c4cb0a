using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Serving.Tests.OpenInference;

/// <summary>What is wrong with a request of the Open Inference Protocol is said in one sentence, and never a 5xx.</summary>
public sealed class InferErrorTests
{
    private const string Infer = "/v2/models/fraud-model/infer";

    private static int FuzzCount => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 200_000 : 6_000;

    [Theory]
    [InlineData("[]", "It must be an object with a list 'inputs'")]
    [InlineData("{}", "It must have a list 'inputs' of tensors")]
    [InlineData("{\"inputs\":{}}", "'inputs' must be a list of objects")]
    [InlineData("{\"inputs\":[7]}", "'inputs' must be a list of objects")]
    [InlineData("{\"inputs\":[]}", "missing inputs ['Amount', 'Category', 'V1', 'At']")]
    [InlineData("{\"inputs\":[{\"datatype\":\"FP32\"}]}", "must have a name")]
    [InlineData("{\"inputs\":[{\"name\":7}]}", "The name of a tensor must be a text")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\"}]}", "Tensor 'V1' must have a datatype")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP8\"}]}", "The datatype of tensor 'V1' must be one of BOOL, UINT8, UINT16")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\"}]}", "Tensor 'V1' must have a shape")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1.5],\"data\":[1]}]}", "A shape must be a list of whole")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[-1],\"data\":[]}]}", "the shape [rows] or [rows, 1]")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}]}", "[rows, 1]. Got [1, 2]")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[2000000000],\"data\":[1]}]}", "have 2000000000 values")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[[1,2]]}]}", "2 values by its shape")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[2,1],\"data\":[[1],[2,3]]}]}", "lists of equally many")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[[[1]],2]}]}", "lists of equally many values")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":7}]}", "The data of a tensor must be a list")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1]}]}", "must have data, a list, or binary_data_size")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}",
        "the header Inference-Header-Content-Length must say")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":\"4\"}}]}",
        "binary_data_size must be a number of bytes")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]},"
        + "{\"name\":\"Amount\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[1,2]}]}", "'V1' has 1, and 'Amount' 2")]
    [InlineData("{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]},"
        + "{\"name\":\"V1\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}", "'V1' is given by two tensors")]
    [InlineData("{\"inputs\":[{\"name\":\"Category\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}", "must be BYTES, BOOL or")]
    [InlineData("{\"inputs\":[{\"name\":\"At\",\"datatype\":\"BOOL\",\"shape\":[1],\"data\":[true]}]}", "INT64 in microseconds since 1970")]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"label\"}]}", "must be 'fraud_probability' or 'fraud_decision'")]
    [InlineData("{\"inputs\":[],\"outputs\":[{}]}", "must be 'fraud_probability' or 'fraud_decision'")]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"fraud_decision\"},{\"name\":\"fraud_decision\"}]}", "an output twice")]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"fraud_decision\",\"parameters\":{\"binary_data\":1}}]}", "must be true or false")]
    [InlineData("{\"inputs\":[],\"id\":7}", "'id' must be a text")]
    [InlineData("{\"inputs\":[],\"parameters\":[]}", "'parameters' must be an object")]
    [InlineData("{\"inputs\":[", "It is not at line 1")]
    [InlineData("{\"inputs\":[]} 7", "It is not at line 1")]
    [InlineData("{\"inputs\":[{\"name\":\"\\ud800\"}]}", "half of a surrogate pair")]
    public async Task A_mistake_is_a_400_with_one_sentence(string body, string message)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        (await RefusedAsync(await server.PostAsync(body, path: Infer), HttpStatusCode.BadRequest)).ShouldContain(message);
    }

    [Theory]
    [InlineData("FP32", "[1, \"2\", 3]", "must have numbers or null. Row 2 has something else")]
    [InlineData("FP32", "[1, 1e39, 3]", "Column 'V1' must be a number or null. Row 2")]
    [InlineData("FP64", "[1, 2, Infinity]", "Column 'V1' must be a number or null. Row 3")]
    [InlineData("INT32", "[1, 2.5, 3]", "must have whole numbers of its range or null. Row 2")]
    [InlineData("UINT8", "[1, 256, 3]", "must have whole numbers of its range or null. Row 2")]
    [InlineData("UINT64", "[1, -1, 3]", "must have whole numbers of its range or null. Row 2")]
    [InlineData("BOOL", "[1, 0, 1]", "must have true, false or null. Row 1")]
    [InlineData("BYTES", "[\"1\", 2, \"3\"]", "must have texts or null. Row 2")]
    [InlineData("BYTES", "[\"1\", \"two\", \"3\"]", "Column 'V1' must be a number or null. Row 2")]
    [InlineData("FP32", "[1, {}, 3]", "must have numbers or null. Row 2")]
    public async Task A_value_of_another_datatype_is_named_by_tensor_and_row(string type, string data, string message)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string body = InferBodies.Json(TestModels.Mixed(3, 9)).ToJsonString();
        JsonNode json = JsonNode.Parse(body)!;
        JsonArray inputs = json["inputs"]!.AsArray();
        inputs.RemoveAt(2);
        string tensor = "{\"name\":\"V1\",\"datatype\":\"" + type + "\",\"shape\":[3],\"data\":" + data + "}";
        string sent = json.ToJsonString().Replace("{\"inputs\":[", "{\"inputs\":[" + tensor + ",", StringComparison.Ordinal);
        (await RefusedAsync(await server.PostAsync(sent, path: Infer), HttpStatusCode.BadRequest)).ShouldContain(message);
    }

    [Theory]
    [InlineData("FP32", 8, "must have 12 bytes by its datatype FP32 and its shape. Got 8")]
    [InlineData("FP32", 16, "must have 12 bytes by its datatype FP32 and its shape. Got 16")]
    [InlineData("FP32", -1, "a binary_data_size of -1")]
    [InlineData("FP32", 1_000_000, "a binary_data_size of 1000000")]
    [InlineData("BYTES", 12, "must have 3 texts by its shape, each behind its length in four bytes")]
    public async Task Raw_bytes_must_be_as_many_as_the_shape_says(string type, int length, string message)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonObject json = InferBodies.Json(TestModels.Mixed(3, 9));
        json["inputs"]!.AsArray()[2] = InferBodies.RawTensor("V1", type, [3], length);
        byte[] raw = [.. Enumerable.Repeat((byte)5, length is > 0 and < 100 ? length : 12)];
        using HttpResponseMessage response = await server.InferAsync(json, raw);
        (await RefusedAsync(response, HttpStatusCode.BadRequest)).ShouldContain(message);
    }

    [Theory]
    [InlineData("FP32", "00-00-80-7F", "Column 'V1' must be a number or null. Row 1")]
    [InlineData("FP64", "00-00-00-00-00-00-F0-7F", "Column 'V1' must be a number or null. Row 1")]
    [InlineData("FP64", "A0-C8-EB-85-F3-CC-E1-7F", "Column 'V1' must be a number or null. Row 1")]
    [InlineData("BOOL", "02", "Column 'V1' must be a number or null. Row 1")]
    [InlineData("BYTES", "01-00-00-00-FF", "must have texts in UTF-8. Row 1")]
    [InlineData("BYTES", "FF-FF-FF-FF", "Got 0 and a part of one")]
    public async Task Raw_values_that_are_no_numbers_are_refused(string type, string hex, string message)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        byte[] raw = [.. hex.Split('-').Select(part => Convert.ToByte(part, 16))];
        JsonObject json = InferBodies.Json(TestModels.Mixed(1, 9));
        json["inputs"]!.AsArray()[2] = InferBodies.RawTensor("V1", type, [1], raw.Length);
        (await RefusedAsync(await server.InferAsync(json, raw), HttpStatusCode.BadRequest)).ShouldContain(message);
        (await RefusedAsync(await server.InferAsync(json, [.. raw, 1]), HttpStatusCode.BadRequest)).ShouldContain("1 bytes behind");
    }

    [Fact]
    public async Task Both_the_matrix_and_a_column_are_one_too_many()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        JsonObject json = InferBodies.JsonMatrix(InferTests.Numbers(TestModels.CreditCardModel, 2), isNested: true);
        json["inputs"]!.AsArray().Add(InferBodies.Tensor("V3", "FP32", [2], [1, 2]));
        (await RefusedAsync(await server.InferAsync(json), HttpStatusCode.BadRequest)).ShouldContain("'V3' is given by two tensors");
        var narrow = new JsonObject { ["inputs"] = new JsonArray(InferBodies.Tensor("inputs", "FP32", [1, 2], [1, 2])) };
        (await RefusedAsync(await server.InferAsync(narrow), HttpStatusCode.BadRequest)).ShouldContain("[rows, 30]");
    }

    [Fact]
    public async Task Limits_and_refusals_are_those_of_the_other_endpoints()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            options => (options.MaximumRowCount, options.MaximumBodyBytes) = (5, 2_000));
        (await RefusedAsync(await server.InferAsync(InferBodies.Json(TestModels.Mixed(6, 9))), HttpStatusCode.RequestEntityTooLarge))
            .ShouldContain("at most 5 transactions");
        (await RefusedAsync(await server.InferAsync(InferBodies.Json(TestModels.Mixed(100, 9))), HttpStatusCode.RequestEntityTooLarge))
            .ShouldContain("at most 2000 bytes");
        (await RefusedAsync(await server.PostAsync("{}", "text/csv", Infer), HttpStatusCode.UnsupportedMediaType))
            .ShouldContain("application/json, application/octet-stream");
        (await server.PostAsync("{}", null, Infer)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_damaged_request_is_never_a_server_error()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(3, 9);
        (JsonObject raw, byte[] bytes) = InferBodies.Raw(rows);
        (string Json, byte[] Raw)[] seeds = [(InferBodies.Json(rows).ToJsonString(), []), (raw.ToJsonString(), bytes),
            (InferBodies.Json(rows, isNested: true).ToJsonString(), [])];
        string[] pieces = ["[", "]", "{", "}", ",", "null", "NaN", "1e999", "-1", "4294967296", "\"FP64\"", "\"BYTES\"",
            "\"shape\"", "\"data\"", "\"binary_data_size\"", "\"\\ud800\"", "true", "\"\""];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async client =>
        {
            var random = new Random(client);
            for (int request = 0; request < FuzzCount / 4; request++)
            {
                (string json, byte[] tail) = seeds[random.Next(seeds.Length)];
                for (int change = random.Next(3); change >= 0; change--)
                {
                    int at = random.Next(json.Length);
                    int length = Math.Min(random.Next(12), json.Length - at);
                    json = json.Remove(at, length).Insert(at, pieces[random.Next(pieces.Length)]);
                }

                byte[] behind = [.. tail];
                if (behind.Length > 0 && random.Next(2) == 0) behind[random.Next(behind.Length)] = (byte)random.Next(256);
                byte[] text = System.Text.Encoding.UTF8.GetBytes(json);
                using var content = new ByteArrayContent([.. text, .. behind[..random.Next(behind.Length + 1)]]);
                if (random.Next(4) > 0)
                    content.Headers.Add("Inference-Header-Content-Length", $"{(random.Next(8) == 0 ? random.Next() : text.Length)}");
                using HttpResponseMessage response = await server.Client.PostAsync(Infer, content);
                ((int)response.StatusCode).ShouldBeLessThan(500, json);
            }
        }));
    }

    private static async Task<string> RefusedAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Dispose();
        return JsonDocument.Parse(body).RootElement.GetProperty("error").GetString()!;
    }
}
