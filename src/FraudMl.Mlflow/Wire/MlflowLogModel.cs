namespace FraudMl.Mlflow;

/// <summary>Records a model directory that was uploaded under a run, as clients before MLflow 3 do.</summary>
public sealed record MlflowLogModel
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The content of its MLmodel file, as JSON.</summary>
    public required string ModelJson { get; init; }
}
