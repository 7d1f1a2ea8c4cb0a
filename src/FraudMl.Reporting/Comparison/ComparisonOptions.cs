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

    /// <value>The rows that <see cref="Test"/> was evaluated on, in their order, for segments; null leaves those out.</value>
    public Dataset? TestData { get; init; }

    /// <value>The winner, to show what it looks at; null, or no <see cref="TestData"/>, leaves that out.</value>
    public FraudModel? Model { get; init; }

    /// <value>The columns of <see cref="TestData"/> whose segments are shown. Default: the amount, and texts of 2 to 50 values that are
    /// features and no keys, at most 5 columns.</value>
    public IReadOnlyList<string>? SegmentColumns { get; init; }

    /// <value>The trials that a pruner stopped, listed below the runs. Default none.</value>
    public IReadOnlyList<TrialPruned> Pruned { get; init; } = [];

    /// <value>How many of the best runs carry their curves in the page; default 150, at most 500. More make the file larger.</value>
    [Rule(AtLeast = 1, AtMost = 500)]
    public int CurveCount { get; init; } = 150;
}
