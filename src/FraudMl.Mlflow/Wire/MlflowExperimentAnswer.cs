namespace FraudMl.Mlflow;

/// <summary>An experiment.</summary>
public sealed record MlflowExperimentAnswer
{
    /// <summary>The experiment.</summary>
    public MlflowExperiment Experiment { get => field ?? new(); init; }
}
