namespace FraudMl.Mlflow;

/// <summary>One execution: what it is, what it logged, what went in and what came out.</summary>
public sealed record MlflowRun
{
    /// <summary>Identity, status and times.</summary>
    public MlflowRunInfo Info { get => field ?? new(); init; }

    /// <summary>Metrics, parameters and tags.</summary>
    public MlflowRunData Data { get => field ?? new(); init; }

    /// <summary>Datasets and models it read.</summary>
    public MlflowRunInputs Inputs { get => field ?? new(); init; }

    /// <summary>Models it made.</summary>
    public MlflowRunOutputs Outputs { get => field ?? new(); init; }
}
