using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Serving.Tests.OpenInference;

/// <summary>The rows of a dataset as tensors of the Open Inference Protocol, in JSON or as bytes.</summary>
internal static class InferBodies
{
    /// <summary>A tensor for each column, in JSON.</summary>
    public static JsonObject Json(Dataset data, bool isNested = false, string numbers = "FP32") => new()
    {
        ["inputs"] = new JsonArray([.. data.Features.Select(column => Tensor(
            column.Name, TypeOf(column, numbers), Shape(data, isNested),
            [.. Enumerable.Range(0, data.RowCount).Select(row => Nested(Cell(column, row), isNested))]))]),
    };

    /// <summary>One tensor of all numbers, in JSON.</summary>
    public static JsonObject JsonMatrix(Dataset data, bool isNested) => new()
    {
        ["inputs"] = new JsonArray(Tensor("inputs", "FP32", [data.RowCount, data.Features.Count()],
            isNested
                ? [.. Enumerable.Range(0, data.RowCount).Select(row => (JsonNode?)new JsonArray(Cells(data, row)))]
                : [.. Enumerable.Range(0, data.RowCount).SelectMany(row => Cells(data, row))])),
    };

    /// <summary>A raw tensor for each column.</summary>
    public static (JsonObject Json, byte[] Raw) Raw(Dataset data, string numbers = "FP32")
    {
        (JsonArray inputs, List<byte> raw) = ([], []);
        foreach (DataColumn column in data.Features)
        {
            byte[] bytes = Bytes(column, numbers);
            inputs.Add(RawTensor(column.Name, TypeOf(column, numbers), [data.RowCount], bytes.Length));
            raw.AddRange(bytes);
        }

        return (new JsonObject { ["inputs"] = inputs }, [.. raw]);
    }

    /// <summary>One raw tensor of all numbers.</summary>
    public static (JsonObject Json, byte[] Raw) RawMatrix(Dataset data, string type)
    {
        float[][] columns = [.. data.Features.Select(column => ((NumberColumn)column).Values.ToArray())];
        float[] values = [.. Enumerable.Range(0, data.RowCount).SelectMany(row => columns.Select(column => column[row]))];
        byte[] raw = type == "FP32" ? [.. MemoryMarshal.AsBytes<float>(values)]
            : [.. MemoryMarshal.AsBytes<double>(Array.ConvertAll(values, value => (double)value))];
        return (new JsonObject { ["inputs"] = new JsonArray(RawTensor("inputs", type, [data.RowCount, columns.Length], raw.Length)) }, raw);
    }

    public static byte[] Texts(IEnumerable<string> texts)
    {
        var bytes = new List<byte>();
        Span<byte> length = stackalloc byte[4];
        foreach (string text in texts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
            bytes.AddRange([.. length, .. utf8]);
        }

        return [.. bytes];
    }

    public static JsonObject Tensor(string name, string type, int[] shape, JsonNode?[] data) => new()
    {
        ["name"] = name, ["shape"] = new JsonArray([.. shape.Select(length => JsonValue.Create(length))]), ["datatype"] = type,
        ["data"] = new JsonArray(data),
    };

    public static JsonObject RawTensor(string name, string type, int[] shape, int length) => new()
    {
        ["parameters"] = new JsonObject { ["binary_data_size"] = length, ["further"] = "ignored" }, ["name"] = name,
        ["shape"] = new JsonArray([.. shape.Select(size => JsonValue.Create(size))]), ["datatype"] = type,
    };

    public static Task<HttpResponseMessage> InferAsync(
        this ScoringServer server, JsonObject json, byte[]? raw = null, string path = "/v2/models/fraud-model/infer")
    {
        byte[] text = Encoding.UTF8.GetBytes(json.ToJsonString());
        var content = new ByteArrayContent([.. text, .. raw ?? []]);
        if (raw is not null)
        {
            content.Headers.Add("Inference-Header-Content-Length", text.Length.ToString(CultureInfo.InvariantCulture));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        return server.Client.PostAsync(path, content);
    }

    /// <summary>Returns the outputs by name, whether they came in JSON or as bytes.</summary>
    public static async Task<Dictionary<string, double[]>> OutputsAsync(this Task<HttpResponseMessage> sending)
    {
        using HttpResponseMessage response = await sending;
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(Encoding.UTF8.GetString(body));
        int length = response.Headers.TryGetValues("Inference-Header-Content-Length", out IEnumerable<string>? written)
            ? int.Parse(written.Single(), CultureInfo.InvariantCulture) : body.Length;
        var outputs = new Dictionary<string, double[]>();
        ReadOnlySpan<byte> raw = body.AsSpan(length);
        foreach (JsonElement output in JsonDocument.Parse(body.AsMemory(0, length)).RootElement.GetProperty("outputs").EnumerateArray())
        {
            bool isWhole = output.GetProperty("datatype").GetString() == "INT64";
            double[] values;
            if (output.TryGetProperty("data", out JsonElement data))
                values = [.. data.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
            else
            {
                int size = output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32();
                values = isWhole ? [.. MemoryMarshal.Cast<byte, long>(raw[..size]).ToArray().Select(value => (double)value)]
                    : MemoryMarshal.Cast<byte, double>(raw[..size]).ToArray();
                raw = raw[size..];
            }

            output.GetProperty("shape")[0].GetInt32().ShouldBe(values.Length);
            outputs.Add(output.GetProperty("name").GetString()!, values);
        }

        raw.Length.ShouldBe(0);
        return outputs;
    }

    private static int[] Shape(Dataset data, bool isNested) => isNested ? [data.RowCount, 1] : [data.RowCount];

    private static JsonNode? Nested(JsonNode? value, bool isNested) => isNested ? new JsonArray(value) : value;

    private static JsonNode?[] Cells(Dataset data, int row) => [.. data.Features.Select(column => Cell(column, row))];

    private static JsonNode? Cell(DataColumn column, int row) => column switch
    {
        TimestampColumn times => JsonValue.Create(times.Values[row]),
        _ => RequestBodies.Cell(column, row),
    };

    private static string TypeOf(DataColumn column, string numbers) => column switch
    {
        NumberColumn => numbers,
        TextColumn => "BYTES",
        _ => "INT64",
    };

    private static byte[] Bytes(DataColumn column, string numbers) => column switch
    {
        NumberColumn values when numbers == "FP64" => [.. MemoryMarshal.AsBytes<double>(
            Array.ConvertAll(values.Values.ToArray(), value => (double)value))],
        NumberColumn values => [.. MemoryMarshal.AsBytes<float>(values.Values.ToArray())],
        TextColumn texts => Texts(texts.Codes.ToArray().Select(code => texts.Dictionary.Texts[code])),
        TimestampColumn times => [.. MemoryMarshal.AsBytes<long>(times.Values.ToArray())],
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
