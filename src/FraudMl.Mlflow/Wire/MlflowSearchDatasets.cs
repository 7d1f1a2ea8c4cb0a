namespace FraudMl.Mlflow;

/// <summary>Asks which datasets went into the runs of experiments.</summary>
public sealed record MlflowSearchDatasets
{
    /// <summary>Experiments to look into.</summary>
    public IReadOnlyList<string> ExperimentIds { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
