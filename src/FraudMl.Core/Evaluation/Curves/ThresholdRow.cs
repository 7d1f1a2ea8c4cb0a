using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>What would happen if every row with at least this score were flagged.</summary>
/// <param name="Threshold">The score from which rows are flagged.</param>
/// <param name="Flagged">The weight of the flagged rows.</param>
/// <param name="Precision">The share of them that are frauds.</param>
/// <param name="Recall">The share of all frauds among them; NaN without frauds.</param>
/// <param name="F1">The harmonic mean of both; NaN without frauds.</param>
/// <param name="FalsePositiveRate">The share of legitimate rows among them; NaN without legitimate rows.</param>
/// <param name="Cost">The total cost of reviews and missed frauds; null when no costs were given.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record ThresholdRow(
    double Threshold, double Flagged, double Precision, double Recall, double F1, double FalsePositiveRate, double? Cost);
