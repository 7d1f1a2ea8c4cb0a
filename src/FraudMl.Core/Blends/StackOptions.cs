namespace FraudMl;

/// <summary>Options of stacking.</summary>
public sealed record StackOptions : ValidatedOptions
{
    /// <value>How many folds give the out-of-fold scores, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int FoldCount { get; init; } = 5;

    /// <value>The penalty on squared weights of the logistic regression over the members' margins, at least 0. Default 1.</value>
    [Rule(AtLeast = 0), Tune(1e-3, 1e3, Scale.Log)]
    public double L2 { get; init; } = 1;
}
