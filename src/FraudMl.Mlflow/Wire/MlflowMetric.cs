namespace FraudMl.Mlflow;

/// <summary>One value of a metric.</summary>
/// <param name="Key">The name, at most 250 characters.</param>
/// <param name="Value">The value; NaN is kept, infinities come back as the largest finite number.</param>
/// <param name="Timestamp">Epoch milliseconds.</param>
/// <param name="Step">Training step.</param>
public sealed record MlflowMetric(string Key, double Value, long Timestamp, long Step = 0)
{
    /// <summary>The logged model it was measured on.</summary>
    public string? ModelId { get; init; }

    /// <summary>The dataset it was measured on.</summary>
    public string? DatasetName { get; init; }

    /// <summary>Digest of that dataset.</summary>
    public string? DatasetDigest { get; init; }

    /// <summary>The run that logged it; set in metrics of logged models.</summary>
    public string? RunId { get; init; }
}
