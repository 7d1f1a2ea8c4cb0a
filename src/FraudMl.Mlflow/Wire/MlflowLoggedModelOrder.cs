namespace FraudMl.Mlflow;

/// <summary>A sort key of a search for logged models.</summary>
public sealed record MlflowLoggedModelOrder
{
    /// <summary><c>name</c>, <c>creation_timestamp</c>, <c>last_updated_timestamp</c> or <c>metrics.NAME</c>.</summary>
    public required string FieldName { get; init; }

    /// <summary>Default: true.</summary>
    public bool? Ascending { get; init; }

    /// <summary>For a metric: only values measured on this dataset.</summary>
    public string? DatasetName { get; init; }

    /// <summary>For a metric: only values measured on the dataset with this digest.</summary>
    public string? DatasetDigest { get; init; }
}
