using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Weight">The weight of the rows in the bin.</param>
/// <param name="MeanProbability">Their mean probability; NaN for an empty bin.</param>
/// <param name="FraudRate">Their share of frauds; NaN for an empty bin.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct ReliabilityBin(double Weight, double MeanProbability, double FraudRate);
