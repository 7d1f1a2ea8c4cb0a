using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>What the server is: GET /v2.</summary>
internal sealed record ServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>Whether the server is there: GET /v2/health/live.</summary>
internal sealed record ServerLive(bool Live);

/// <summary>Whether all models are in service: GET /v2/health/ready.</summary>
internal sealed record ServerReady(bool Ready);

/// <summary>Whether a model is in service: GET /v2/models/NAME/ready.</summary>
internal sealed record ModelReady(string Name, bool Ready);

/// <summary>A model's tensors: GET /v2/models/NAME.</summary>
internal sealed record ModelMetadata(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorMetadata> Inputs,
    IReadOnlyList<TensorMetadata> Outputs);

/// <summary>A tensor's name, datatype and shape; -1 stands for any number of rows.</summary>
internal sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<int> Shape);

/// <summary>An error as the protocol has it.</summary>
internal sealed record InferenceError(string Error);

/// <summary>The body of an inference, for the OpenAPI description; the endpoint reads it without objects.</summary>
internal sealed record InferenceBody(
    IReadOnlyList<InferenceTensor> Inputs, IReadOnlyList<InferenceOutput>? Outputs = null, string? Id = null,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>A tensor with its values, flat or in lists as the shape says.</summary>
internal sealed record InferenceTensor(
    string Name, string Datatype, IReadOnlyList<int> Shape, JsonElement? Data = null,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>An output that a request asks for.</summary>
internal sealed record InferenceOutput(string Name, IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>The answer of an inference, for the OpenAPI description; the endpoint writes it without objects.</summary>
internal sealed record InferenceAnswer(
    [property: JsonPropertyName("model_name")] string ModelName, IReadOnlyList<InferenceTensor> Outputs,
    [property: JsonPropertyName("model_version")] string? ModelVersion = null, string? Id = null);

/// <summary>What the endpoints of the Open Inference Protocol write or say that they read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(ServerLive))]
[JsonSerializable(typeof(ServerReady))]
[JsonSerializable(typeof(ModelReady))]
[JsonSerializable(typeof(ModelMetadata))]
[JsonSerializable(typeof(InferenceError))]
[JsonSerializable(typeof(InferenceBody))]
[JsonSerializable(typeof(InferenceAnswer))]
internal sealed partial class OpenInferenceJson : JsonSerializerContext
{
    /// <summary>Keeps quotes readable: these answers are never put into HTML.</summary>
    public static OpenInferenceJson Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
