using System.Text.Json.Serialization;

namespace FraudMl.Serving;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ScoringError))]
internal sealed partial class ScoringJson : JsonSerializerContext;
