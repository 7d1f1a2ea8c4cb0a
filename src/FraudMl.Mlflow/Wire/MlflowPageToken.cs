namespace FraudMl.Mlflow;

/// <summary>What the embedded store's page tokens hold.</summary>
internal sealed record MlflowPageToken(int? Offset);
