using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConsoleState))]
[JsonSerializable(typeof(ConsoleExplanation))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
