using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

[JsonSerializable(typeof(ScoringError))]
internal sealed partial class ScoringJson : JsonSerializerContext
{
    /// <summary>Keeps quotes readable: these answers are never put into HTML.</summary>
    public static ScoringJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
