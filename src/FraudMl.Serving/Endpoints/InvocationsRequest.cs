using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>The body of /invocations as long as no model is in service, for the OpenAPI description: exactly one of the four.</summary>
internal sealed record InvocationsRequest(
    [property: JsonPropertyName("dataframe_split")] JsonElement? DataframeSplit = null,
    [property: JsonPropertyName("dataframe_records")] IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? DataframeRecords = null,
    [property: JsonPropertyName("instances")] JsonElement? Instances = null,
    [property: JsonPropertyName("inputs")] JsonElement? Inputs = null);
