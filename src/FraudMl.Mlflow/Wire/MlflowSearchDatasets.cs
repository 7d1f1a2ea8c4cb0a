namespace FraudMl.Mlflow;

/// <summary>Asks which datasets went into the runs of experiments.</summary>
public sealed record MlflowSearchDatasets
{
    /// <summary>Experiments to look into.</summary>
    public IReadOnlyList<string> ExperimentIds { get => field ?? []; init; }
}
