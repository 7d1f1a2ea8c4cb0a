namespace FraudMl.Mlflow;

/// <summary>A run after a change.</summary>
public sealed record MlflowRunInfoAnswer
{
    /// <summary>Identity, status and times.</summary>
    public MlflowRunInfo RunInfo { get => field ?? new(); init; }
}
