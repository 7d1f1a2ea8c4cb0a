namespace FraudMl;

/// <summary>Options of the tree-structured Parzen estimator.</summary>
public sealed record TpeSearchOptions : ValidatedOptions
{
    /// <value>Whether parameters that exist together are estimated together; otherwise each by itself. Default true.</value>
    public bool Multivariate { get; init; } = true;

    /// <value>Whether trials that run count as bad, so that those beside them look elsewhere. Default true.</value>
    public bool ConstantLiar { get; init; } = true;

    /// <value>How many trials are drawn at random before the first estimate, at least 1. Default 10.</value>
    [Rule(AtLeast = 1)]
    public int StartupTrialCount { get; init; } = 10;

    /// <value>How many candidates are drawn from the good trials' density for each proposal, in [1, 10000]. Default 24.</value>
    [Rule(AtLeast = 1, AtMost = 10_000)]
    public int CandidateCount { get; init; } = 24;

    /// <value>The quantile γ: the share of the trials that counts as good, rounded up, in (0, 1). Default 0.1.</value>
    [Rule(Above = 0, Below = 1)]
    public double Gamma { get; init; } = 0.1;

    /// <value>The most trials that count as good, at least 1. Default 25.</value>
    [Rule(AtLeast = 1)]
    public int MaximumGoodCount { get; init; } = 25;

    /// <value>The weight of the prior beside that of one trial, greater than 0. Default 1.</value>
    [Rule(Above = 0)]
    public double PriorWeight { get; init; } = 1;

    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
