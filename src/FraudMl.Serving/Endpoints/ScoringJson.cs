using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace FraudMl.Serving;

/// <summary>What the endpoints write or say that they read; for OpenAPI, too, where reflection is off.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ScoringError))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(InvocationsRequest))]
[JsonSerializable(typeof(InvocationsAnswer))]
[JsonSerializable(typeof(ScoreAnswer))]
[JsonSerializable(typeof(ServedModelStatus))]
[JsonSerializable(typeof(ReloadResult))]
[JsonSerializable(typeof(ShadowReport))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class ScoringJson : JsonSerializerContext
{
    /// <summary>Keeps quotes readable: these answers are never put into HTML.</summary>
    public static ScoringJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
