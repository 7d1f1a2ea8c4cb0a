namespace FraudMl.Mlflow;

/// <summary>A run.</summary>
public sealed record MlflowRunAnswer
{
    /// <summary>The run.</summary>
    public MlflowRun Run { get => field ?? new(); init; }
}
