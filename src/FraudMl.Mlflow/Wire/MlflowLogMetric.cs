namespace FraudMl.Mlflow;

/// <summary>One metric value of a run.</summary>
public sealed record MlflowLogMetric
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Name of the metric.</summary>
    public required string Key { get; init; }

    /// <summary>The value; NaN and infinities are allowed.</summary>
    public required double Value { get; init; }

    /// <summary>Epoch milliseconds.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Training step.</summary>
    public long Step { get; init; }

    /// <summary>The logged model it was measured on.</summary>
    public string? ModelId { get; init; }

    /// <summary>The dataset it was measured on.</summary>
    public string? DatasetName { get; init; }

    /// <summary>Digest of that dataset.</summary>
    public string? DatasetDigest { get; init; }
}
