using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>The body of /invocations, for the OpenAPI description: exactly one of the four.</summary>
internal sealed record InvocationsRequest(
    [property: JsonPropertyName("dataframe_split")] JsonElement? DataframeSplit,
    [property: JsonPropertyName("dataframe_records")] IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? DataframeRecords,
    [property: JsonPropertyName("instances")] JsonElement? Instances,
    [property: JsonPropertyName("inputs")] JsonElement? Inputs);
