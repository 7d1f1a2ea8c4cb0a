namespace FraudMl.Mlflow;

/// <summary>Datasets of experiments.</summary>
public sealed record MlflowDatasetSummaryPage
{
    /// <summary>The datasets.</summary>
    public IReadOnlyList<MlflowDatasetSummary> DatasetSummaries { get => field ?? []; init; }
}
