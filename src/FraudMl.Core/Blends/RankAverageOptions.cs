namespace FraudMl;

/// <summary>Options of the rank average of learners.</summary>
public sealed record RankAverageOptions : ValidatedOptions
{
    /// <value>How many folds give the scores that ranks are taken from, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int FoldCount { get; init; } = 5;
}
