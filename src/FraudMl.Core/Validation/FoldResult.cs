namespace FraudMl.Validation;

/// <summary>What came out of one fold.</summary>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="TrainingRowCount">The rows trained on, before resampling.</param>
/// <param name="ValidationRowCount">The rows validated on, never resampled.</param>
/// <param name="Metrics">The summary metrics by name.</param>
/// <param name="FitSeconds">The seconds that fitting took, features included unless an earlier trial of the experiment had made
/// them.</param>
/// <param name="ScoreSeconds">The seconds that scoring the validation rows took.</param>
public sealed record FoldResult(
    int Fold, int TrainingRowCount, int ValidationRowCount, IReadOnlyDictionary<string, double> Metrics, double FitSeconds,
    double ScoreSeconds)
{
    /// <value>The validated rows, flagged at 0.5, with their costs where the decision rule knows them; not serialized. None where
    /// their scores were not kept (<c>Experiment.Journal</c>).</value>
    [System.Text.Json.Serialization.JsonIgnore]
    public required ScoredRows Rows { get; init; }

    /// <value>The same rows flagged where that pays; null without costs.</value>
    internal ScoredRows? PayingRows { get; init; }

    /// <summary>Returns the value of any metric on this fold; NaN where it is undefined.</summary>
    /// <param name="metric">The metric.</param>
    public double this[Metric metric] => Metrics.TryGetValue(metric.Name, out double value) ? value : Evaluate(metric).Value;

    /// <summary>Returns the value of any metric on this fold, or why there is none.</summary>
    /// <param name="metric">The metric.</param>
    public MetricValue Evaluate(Metric metric) => Rows.Count > 0
        ? FoldMetrics.Of(metric, Rows, PayingRows) : MetricValue.Undefined("the scores of its rows were not kept");

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
