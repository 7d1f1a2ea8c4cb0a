namespace FraudMl.Mlflow;

/// <summary>A key-value tag of an experiment, run, model or model version.</summary>
/// <param name="Key">The key, at most 250 characters.</param>
/// <param name="Value">The value.</param>
public sealed record MlflowTag(string Key, string Value);
