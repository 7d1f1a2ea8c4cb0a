using System.Text.Json.Serialization;

namespace FraudMl.Serving;

/// <summary>The answer of /invocations, for the OpenAPI description; the endpoint writes it without objects.</summary>
internal sealed record InvocationsAnswer([property: JsonPropertyName("predictions")] IReadOnlyList<Prediction> Predictions);

/// <summary>The outputs of the model for one transaction; a model that does not decide leaves the decision out.</summary>
internal sealed record Prediction(
    [property: JsonPropertyName("fraud_probability")] double? FraudProbability,
    [property: JsonPropertyName("fraud_decision")] int FraudDecision = 0);
