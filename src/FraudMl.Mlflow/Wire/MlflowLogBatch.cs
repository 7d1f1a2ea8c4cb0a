namespace FraudMl.Mlflow;

/// <summary>Metrics, parameters and tags of one run: at most 1,000, 100 and 100, and 1,000 together.</summary>
public sealed record MlflowLogBatch
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Metrics.</summary>
    public IReadOnlyList<MlflowMetric> Metrics { get => field ?? []; init; }

    /// <summary>Parameters.</summary>
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
