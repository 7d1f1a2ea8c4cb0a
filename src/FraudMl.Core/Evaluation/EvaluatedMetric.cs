using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>A metric with its value and how sure it is.</summary>
/// <param name="Name">The metric, for example <c>average_precision</c>.</param>
/// <param name="Value">The value; NaN when undefined.</param>
/// <param name="Interval">The 95 % interval; null for metrics beside the headline ones, without draws, or when undefined.</param>
/// <param name="UndefinedBecause">Why there is no value; null when there is one.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record EvaluatedMetric(string Name, double Value, Interval? Interval, string? UndefinedBecause);
