namespace FraudMl;

/// <summary>Options of Bayesian optimization by a Gaussian process.</summary>
public sealed record GaussianProcessSearchOptions : ValidatedOptions
{
    /// <value>How many trials are drawn at random before the first model, at least 2. Default 10.</value>
    [Rule(AtLeast = 2)]
    public int StartupTrialCount { get; init; } = 10;

    /// <value>How many candidates are drawn for each proposal; the best are climbed from. In [10, 100000]. Default 250.</value>
    [Rule(AtLeast = 10, AtMost = 100_000)]
    public int CandidateCount { get; init; } = 250;

    /// <value>From how many of the candidates the acquisition is climbed, in [1, 100]. Default 4.</value>
    [Rule(AtLeast = 1, AtMost = 100)]
    public int RestartCount { get; init; } = 4;

    /// <value>The most trials that the model is fitted to: of more, the better half and the latest. In [20, 2000]; time grows with its
    /// cube. Default 300.</value>
    [Rule(AtLeast = 20, AtMost = 2000)]
    public int MaximumModelTrialCount { get; init; } = 300;

    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
