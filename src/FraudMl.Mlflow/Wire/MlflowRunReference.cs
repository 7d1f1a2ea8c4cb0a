namespace FraudMl.Mlflow;

/// <summary>Names a run.</summary>
public sealed record MlflowRunReference
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }
}
