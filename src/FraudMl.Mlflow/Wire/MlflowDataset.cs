namespace FraudMl.Mlflow;

/// <summary>A dataset as MLflow describes it: where it came from, what it looks like, a digest of its content.</summary>
public sealed record MlflowDataset
{
    /// <summary>Name, at most 500 characters.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Short fingerprint of the content, at most 36 characters.</summary>
    public string Digest { get => field ?? ""; init; }

    /// <summary>Kind of source: <c>local</c>, <c>http</c>, <c>delta_table</c>, <c>code</c>.</summary>
    public string SourceType { get => field ?? ""; init; }

    /// <summary>JSON that locates the source.</summary>
    public string Source { get => field ?? ""; init; }

    /// <summary>JSON schema, such as <c>{"mlflow_colspec": […]}</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>JSON summary, such as <c>{"num_rows": 100}</c>.</summary>
    public string? Profile { get; init; }
}
