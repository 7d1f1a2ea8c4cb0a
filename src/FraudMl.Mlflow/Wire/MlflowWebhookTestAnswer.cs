namespace FraudMl.Mlflow;

/// <summary>The answer to a trial delivery.</summary>
public sealed record MlflowWebhookTestAnswer
{
    /// <summary>How it went.</summary>
    public MlflowWebhookTestResult Result { get => field ?? new(); init; }
}
