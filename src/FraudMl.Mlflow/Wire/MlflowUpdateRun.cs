namespace FraudMl.Mlflow;

/// <summary>Changes status, end or name of a run.</summary>
public sealed record MlflowUpdateRun
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>New status.</summary>
    public MlflowRunStatus? Status { get; init; }

    /// <summary>Epoch milliseconds of the end.</summary>
    public long? EndTime { get; init; }

    /// <summary>New name.</summary>
    public string? RunName { get; init; }
}
