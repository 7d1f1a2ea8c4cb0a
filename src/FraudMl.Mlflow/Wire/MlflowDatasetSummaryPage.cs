namespace FraudMl.Mlflow;

/// <summary>Datasets of experiments.</summary>
public sealed record MlflowDatasetSummaryPage
{
    /// <summary>The datasets.</summary>
    public IReadOnlyList<MlflowDatasetSummary> DatasetSummaries { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
