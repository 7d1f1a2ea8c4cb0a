namespace FraudMl.Mlflow;

internal sealed record MlflowErrorBody(string? ErrorCode, string? Message);
