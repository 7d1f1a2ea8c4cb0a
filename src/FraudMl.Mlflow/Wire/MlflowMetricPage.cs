namespace FraudMl.Mlflow;

/// <summary>A page of a metric's history.</summary>
public sealed record MlflowMetricPage
{
    /// <summary>The values by timestamp, step and value.</summary>
    public IReadOnlyList<MlflowMetric> Metrics { get => field ?? []; init; }

    /// <summary>Token of the next page, if there is one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
