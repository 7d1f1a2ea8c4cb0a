namespace FraudMl.Reporting;

/// <summary>What a comparison shows.</summary>
public sealed record ComparisonOptions : ValidatedOptions
{
    /// <value>The page's title; default <c>Comparison of runs</c>.</value>
    public string Title { get; init; } = "Comparison of runs";

    /// <value>The metric that decides and orders the runs; default average precision.</value>
    public Metric Metric { get; init; } = Metrics.AveragePrecision;

    /// <value>The winner's evaluation on held-out data; null leaves that part out.</value>
    public Evaluation? Test { get; init; }

    /// <value>The trials that a pruner stopped, listed below the runs. Default none.</value>
    public IReadOnlyList<TrialPruned> Pruned { get; init; } = [];

    /// <value>How many of the best runs carry their curves in the page; default 150, at most 500. More make the file larger.</value>
    [Rule(AtLeast = 1, AtMost = 500)]
    public int CurveCount { get; init; } = 150;
}
