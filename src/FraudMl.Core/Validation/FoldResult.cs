namespace FraudMl;

/// <summary>What came out of one fold.</summary>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="TrainingRowCount">The rows trained on, before resampling.</param>
/// <param name="ValidationRowCount">The rows validated on, never resampled.</param>
/// <param name="Metrics">The summary metrics by name.</param>
/// <param name="FitSeconds">The seconds that fitting took, features included.</param>
/// <param name="ScoreSeconds">The seconds that scoring the validation rows took.</param>
public sealed record FoldResult(
    int Fold, int TrainingRowCount, int ValidationRowCount, IReadOnlyDictionary<string, double> Metrics, double FitSeconds, double ScoreSeconds)
{
    /// <value>The validated rows; not serialized.</value>
    [System.Text.Json.Serialization.JsonIgnore]
    public required ScoredRows Rows { get; init; }

    /// <summary>Returns the value of any metric on this fold.</summary>
    /// <param name="metric">The metric.</param>
    public double this[Metric metric] => Metrics.TryGetValue(metric.Name, out double value) ? value : metric.Compute(Rows);
}
