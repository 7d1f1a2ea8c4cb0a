namespace FraudMl.Mlflow;

/// <summary>A metric as MLflow stores it: NaN as zero with a mark, infinities as the largest finite numbers.</summary>
internal readonly record struct StoredMetric(double Value, bool IsNan, long Timestamp, long Step)
{
    public static StoredMetric Of(MlflowMetric metric)
    {
        bool isNan = double.IsNaN(metric.Value);
        return new StoredMetric(isNan ? 0 : Math.Clamp(metric.Value, double.MinValue, double.MaxValue), isNan, metric.Timestamp,
            metric.Step);
    }

    public bool IsLaterThan(StoredMetric other) => (Step, Timestamp, Value).CompareTo((other.Step, other.Timestamp, other.Value)) > 0;
}
