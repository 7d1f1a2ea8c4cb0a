namespace FraudMl.Mlflow;

/// <summary>A page of experiments.</summary>
public sealed record MlflowExperimentPage
{
    /// <summary>The experiments.</summary>
    public IReadOnlyList<MlflowExperiment> Experiments { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
