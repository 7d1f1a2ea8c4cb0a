namespace FraudMl.Mlflow;

/// <summary>How a trial delivery went.</summary>
public sealed record MlflowWebhookTestResult
{
    /// <summary>Whether the receiver answered with 2xx.</summary>
    public bool Success { get; init; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>The start of the answer.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>What went wrong on the way.</summary>
    public string? ErrorMessage { get; init; }
}
