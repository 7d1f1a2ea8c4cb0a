namespace FraudMl.Mlflow;

/// <summary>A parameter of a run or logged model; it is set once and never changes.</summary>
/// <param name="Key">The name, at most 250 characters.</param>
/// <param name="Value">The value as text; MLflow cuts it at 6,000 characters.</param>
public sealed record MlflowParam(string Key, string Value);
