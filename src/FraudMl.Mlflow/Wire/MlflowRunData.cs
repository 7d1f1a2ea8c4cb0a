namespace FraudMl.Mlflow;

/// <summary>What a run logged.</summary>
public sealed record MlflowRunData
{
    /// <summary>The latest value of each metric.</summary>
    public IReadOnlyList<MlflowMetric> Metrics { get => field ?? []; init; }

    /// <summary>Parameters.</summary>
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    /// <summary>Key-value tags.</summary>
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
