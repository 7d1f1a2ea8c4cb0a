using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>What monitoring reads and answers; what is undefined is left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FraudLabel[]))]
[JsonSerializable(typeof(LabelAnswer))]
[JsonSerializable(typeof(LiveReport))]
[JsonSerializable(typeof(DriftStatus))]
internal sealed partial class MonitoringJson : JsonSerializerContext
{
    /// <summary>Keeps quotes readable: these answers are never put into HTML.</summary>
    public static MonitoringJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
