namespace FraudMl.Serving;

/// <summary>The answer of /score, for the OpenAPI description; the endpoint writes it without objects.</summary>
internal sealed record ScoreAnswer(
    double? FraudProbability, bool? FraudDecision, string ModelName, string? ModelVersion, IReadOnlyList<ReasonAnswer> Reasons = null!,
    bool Fallback = false, string Velocity = null!);

/// <summary>An input that raised the score.</summary>
internal sealed record ReasonAnswer(string Input, string? Value, double? Contribution, string Text);
