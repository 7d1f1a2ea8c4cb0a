namespace FraudMl;

/// <summary>What a run that ended well left.</summary>
public sealed record DatabricksRunResult
{
    /// <value>The run.</value>
    public required long RunId { get; init; }

    /// <value>Its page in the workspace, with all logs; null where Databricks tells none.</value>
    public Uri? Page { get; init; }

    /// <value>What a notebook gave to <c>dbutils.notebook.exit</c>, at most 5 MB; null where it gave nothing.</value>
    public string? Output { get; init; }

    /// <value>The last 5 MB of what a script or an app wrote to its console; null for notebooks.</value>
    public string? Logs { get; init; }

    /// <value>Whether <see cref="Output"/> or <see cref="Logs"/> is not whole.</value>
    public bool IsTruncated { get; init; }

    /// <summary>Returns the run and its page; what it left may be long.</summary>
    public override string ToString() => $"run {RunId}{(Page is null ? "" : $", {Page}")}";
}

/// <summary>Where a run stands.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">What Databricks calls it: <c>QUEUED</c>, <c>PENDING</c>, <c>RUNNING</c>, <c>TERMINATING</c>, …</param>
/// <param name="Detail">What Databricks says of it; empty where it says nothing.</param>
public sealed record DatabricksRunProgress(long RunId, string State, string Detail);
