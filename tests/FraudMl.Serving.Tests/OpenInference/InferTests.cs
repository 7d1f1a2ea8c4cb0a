using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests.OpenInference;

/// <summary>POST /v2/models/NAME/infer.</summary>
public sealed class InferTests
{
    private const int RowCount = 700;

    [Theory]
    [InlineData("flat")]
    [InlineData("nested")]
    [InlineData("FP64 in JSON")]
    [InlineData("raw FP32")]
    [InlineData("raw FP64")]
    public async Task Numbers_texts_and_times_score_to_the_bits_of_the_model(string format)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(RowCount, 9);
        (JsonObject json, byte[]? raw) = format switch
        {
            "flat" => (InferBodies.Json(rows), null),
            "nested" => (InferBodies.Json(rows, isNested: true), null),
            "FP64 in JSON" => (InferBodies.Json(rows, numbers: "FP64"), null),
            "raw FP32" => InferBodies.Raw(rows),
            _ => InferBodies.Raw(rows, "FP64"),
        };
        Dictionary<string, double[]> outputs = await server.InferAsync(json, raw).OutputsAsync();
        outputs["fraud_probability"].ShouldBe(TestModels.MixedModel.Score(rows));
        outputs["fraud_decision"].ShouldBe(TestModels.MixedModel.Decide(rows).Select(flag => flag ? 1.0 : 0));
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("nested")]
    [InlineData("FP32")]
    [InlineData("FP64")]
    public async Task One_tensor_takes_all_inputs_where_they_are_numbers(string format)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        Dataset rows = Numbers(TestModels.CreditCardModel, 300);
        (JsonObject json, byte[]? raw) = format is "flat" or "nested"
            ? (InferBodies.JsonMatrix(rows, format == "nested"), null) : InferBodies.RawMatrix(rows, format);
        Dictionary<string, double[]> outputs = await server.InferAsync(json, raw).OutputsAsync();
        outputs.Keys.ShouldBe(["fraud_probability"]);
        outputs["fraud_probability"].ShouldBe(TestModels.CreditCardModel.Score(rows));
    }

    [Theory]
    [InlineData("BOOL", "[true, false, null]", "[1, 0, null]")]
    [InlineData("UINT8", "[0, 255, null]", "[0, 255, null]")]
    [InlineData("INT16", "[-32768, 32767, 5]", "[-32768, 32767, 5]")]
    [InlineData("UINT64", "[18446744073709551615, 0, 1]", "[18446744073709551615, 0, 1]")]
    [InlineData("FP16", "[0.1, null, NaN]", "[0.1, null, NaN]")]
    [InlineData("BYTES", "[\"0.1\", null, \"\"]", "[\"0.1\", null, null]")]
    public async Task Every_datatype_feeds_a_number_as_invocations_reads_it(string type, string data, string values)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string body = "{\"inputs\":[{\"name\":\"V1\",\"datatype\":\"" + type + "\",\"shape\":[3],\"data\":" + data + "},"
            + "{\"name\":\"Amount\",\"datatype\":\"INT32\",\"shape\":[3],\"data\":[5,6,7]},"
            + "{\"name\":\"Category\",\"datatype\":\"BYTES\",\"shape\":[3],\"data\":[\"games\",\"new\",null]},"
            + "{\"name\":\"At\",\"datatype\":\"BYTES\",\"shape\":[3],\"data\":[\"2026-01-01T10:00:00Z\",null,\"1767225600000000\"]}]}";
        using HttpResponseMessage response = await server.PostAsync(body, path: "/v2/models/fraud-model/infer");
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        using HttpResponseMessage invoked = await server.PostAsync("{\"inputs\":{\"V1\":" + values + ",\"Amount\":[5,6,7],"
            + "\"Category\":[\"games\",\"new\",null],\"At\":[\"2026-01-01T10:00:00Z\",null,1767225600000000]}}");
        JsonDocument.Parse(answer).RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(v => v.GetDouble())
            .ShouldBe((await invoked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions").EnumerateArray()
                .Select(row => row.GetProperty("fraud_probability").GetDouble()));
    }

    [Fact]
    public async Task Raw_values_of_every_datatype_are_the_same_numbers()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        double expected = double.NaN;
        foreach ((string type, byte[] one) in new (string, byte[])[]
        {
            ("FP32", BitConverter.GetBytes(1f)), ("BOOL", [1]), ("UINT8", [1]), ("INT8", [1]), ("UINT16", [1, 0]), ("INT16", [1, 0]),
            ("UINT32", [1, 0, 0, 0]), ("INT32", [1, 0, 0, 0]), ("UINT64", BitConverter.GetBytes(1UL)), ("INT64", BitConverter.GetBytes(1L)),
            ("FP16", BitConverter.GetBytes((Half)1)), ("FP64", BitConverter.GetBytes(1d)), ("BYTES", InferBodies.Texts(["1"])),
        })
        {
            byte[] raw = [.. Enumerable.Repeat(one, 30).SelectMany(bytes => bytes)];
            var json = new JsonObject { ["inputs"] = new JsonArray(InferBodies.RawTensor("inputs", type, [1, 30], raw.Length)) };
            double probability = (await server.InferAsync(json, raw).OutputsAsync())["fraud_probability"].Single();
            if (double.IsNaN(expected)) expected = probability;
            probability.ShouldBe(expected, type);
        }
    }

    [Fact]
    public async Task Id_and_wishes_are_honoured_and_parameters_accepted()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonObject json = InferBodies.Json(TestModels.Mixed(3, 9));
        json["id"] = "pay \"17\"";
        json["parameters"] = new JsonObject { ["content_type"] = "pd", ["deep"] = new JsonObject { ["x"] = new JsonArray(1) } };
        json["outputs"] = new JsonArray(
            new JsonObject { ["name"] = "fraud_decision", ["parameters"] = new JsonObject { ["binary_data"] = false } },
            new JsonObject { ["name"] = "fraud_probability", ["parameters"] = new JsonObject { ["classification"] = 3 } });
        using HttpResponseMessage response = await server.InferAsync(json);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.GetProperty("id").GetString().ShouldBe("pay \"17\"");
        answer.GetProperty("model_name").GetString().ShouldBe("fraud-model");
        answer.TryGetProperty("model_version", out _).ShouldBeFalse();
        answer.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString())
            .ShouldBe(["fraud_decision", "fraud_probability"]);

        json["outputs"] = new JsonArray(new JsonObject { ["name"] = "fraud_decision" });
        (await server.InferAsync(json).OutputsAsync()).Keys.ShouldBe(["fraud_decision"]);
    }

    [Fact]
    public async Task Outputs_are_raw_where_the_request_says_so()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(300, 9);
        double[] expected = TestModels.MixedModel.Score(rows);
        JsonObject json = InferBodies.Json(rows);
        json["parameters"] = new JsonObject { ["binary_data_output"] = true };
        Dictionary<string, double[]> all = await server.InferAsync(json).OutputsAsync();
        all["fraud_probability"].ShouldBe(expected);
        json["outputs"] = new JsonArray(
            new JsonObject { ["name"] = "fraud_probability" },
            new JsonObject { ["name"] = "fraud_decision", ["parameters"] = new JsonObject { ["binary_data"] = false } });
        using HttpResponseMessage mixed = await server.InferAsync(json);
        mixed.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        Dictionary<string, double[]> outputs = await Task.FromResult(mixed).OutputsAsync();
        (outputs["fraud_probability"].SequenceEqual(expected), outputs["fraud_decision"].SequenceEqual(all["fraud_decision"]))
            .ShouldBe((true, true));
    }

    [Fact]
    public async Task A_probability_that_is_no_number_is_null_in_JSON_and_NaN_in_bytes()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        var json = new JsonObject { ["inputs"] = new JsonArray(InferBodies.Tensor("inputs", "FP32", [1, 30], new JsonNode?[30])) };
        (await server.InferAsync(json).OutputsAsync())["fraud_probability"].ShouldBe([double.NaN]);
        json["parameters"] = new JsonObject { ["binary_data_output"] = true };
        (await server.InferAsync(json).OutputsAsync())["fraud_probability"].ShouldBe([double.NaN]);
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_first()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(50, 9);
        (JsonObject json, byte[] raw) = InferBodies.Raw(rows);
        byte[] text = Encoding.UTF8.GetBytes(json.ToJsonString());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write([.. text, .. raw]);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.Add("Inference-Header-Content-Length", $"{text.Length}");
        (await server.Client.PostAsync("/v2/models/fraud-model/infer", content).OutputsAsync())["fraud_probability"]
            .ShouldBe(TestModels.MixedModel.Score(rows));
    }

    [Fact]
    public async Task Observers_see_the_rows_and_what_is_carried()
    {
        var seen = new Seen();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(TestModels.MixedModel));
        await using ScoringServer running = server;
        await started;
        var carrying = new ServedModel(TestModels.MixedModel, "carrying", "7");
        carrying.Carry(new RequestColumns(carrying.Inputs, ["Id", "Amount"]));
        server.Replace(carrying);
        Dataset rows = TestModels.Mixed(3, 9);
        (JsonObject json, byte[] raw) = InferBodies.Raw(rows);
        byte[] ids = [.. new long[] { 7, 8, -9 }.SelectMany(BitConverter.GetBytes)];
        json["inputs"]!.AsArray().Add(InferBodies.RawTensor("Id", "INT64", [3], ids.Length));
        await server.InferAsync(json, [.. raw, .. ids], "/v2/models/carrying/versions/7/infer").OutputsAsync();
        seen.Ids.ShouldBe(["7", "8", "-9"]);
        seen.Probabilities.ShouldBe(TestModels.MixedModel.Score(rows));

        seen.Ids.Clear();
        JsonObject texts = InferBodies.Json(rows);
        texts["inputs"]!.AsArray().Add(InferBodies.Tensor("Id", "BYTES", [3], ["a", null, "ü"]));
        await server.InferAsync(texts, path: "/v2/models/carrying/infer").OutputsAsync();
        seen.Ids.ShouldBe(["a", null, "ü"]);
    }

    internal static Dataset Numbers(FraudModel model, int rowCount)
    {
        var random = new Random(3);
        return new Dataset([.. model.Inputs.Select(input => new NumberColumn(
            input.Name, [.. Enumerable.Range(0, rowCount).Select(_ => random.NextSingle())]))]);
    }

    private sealed class Seen : IScoringObserver
    {
        public List<string?> Ids { get; } = [];

        public List<double> Probabilities { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            Probabilities.AddRange(rows.Session.Probabilities);
            for (int row = 0; row < rows.Session.RowCount; row++)
                Ids.Add(rows.TryGetCarried(row, 0, out ReadOnlySpan<byte> id) ? Encoding.UTF8.GetString(id) : null);
        }
    }
}
