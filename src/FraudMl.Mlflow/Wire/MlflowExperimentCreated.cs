namespace FraudMl.Mlflow;

/// <summary>The id of a new experiment.</summary>
public sealed record MlflowExperimentCreated
{
    /// <summary>The id.</summary>
    public string ExperimentId { get => field ?? ""; init; }
}
