namespace FraudMl.Serving;

/// <summary>How far what a served model scores is from what it learned from.</summary>
public sealed record DriftStatus
{
    /// <value>The model's name.</value>
    public required string ModelName { get; init; }

    /// <value>Its version; null when it has none.</value>
    public string? ModelVersion { get; init; }

    /// <value>When this server began to count.</value>
    public required DateTimeOffset Since { get; init; }

    /// <value>The rows of the windows that were asked for, against the reference.</value>
    public required DriftReport Report { get; init; }

    /// <value>The windows, oldest first; the last is still being counted.</value>
    public required IReadOnlyList<DriftWindowStatus> Windows { get; init; }

    /// <summary>Returns the model and the report.</summary>
    public override string ToString() => $"{ModelName}, version {ModelVersion ?? "-"}: {Report}";
}

/// <summary>One window of scored rows.</summary>
/// <param name="Start">Its start, in UTC.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Verdict">The worst verdict of its columns, by itself.</param>
/// <param name="ProbabilityPsi">The population stability index of its probabilities; null without rows.</param>
public sealed record DriftWindowStatus(DateTimeOffset Start, long RowCount, DriftVerdict Verdict, double? ProbabilityPsi);
