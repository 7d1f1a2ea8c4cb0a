namespace FraudMl.Explanations;

/// <summary>A point of a partial dependence.</summary>
/// <param name="Value">The value as text.</param>
/// <param name="Number">The value of a number input; NaN for texts.</param>
/// <param name="MeanProbability">The mean probability of fraud when every row has it.</param>
[System.Text.Json.Serialization.JsonNumberHandling(System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record PartialDependencePoint(string Value, double Number, double MeanProbability);
