namespace FraudMl;

/// <summary>Options of learning from positive and unlabelled rows.</summary>
public sealed record PositiveUnlabelledOptions : ValidatedOptions
{
    /// <value>c, the share of all frauds that the labels know, in (0, 1]; null to estimate it. Default null.</value>
    /// <remarks>Known from an audit it beats any estimate.</remarks>
    [Rule(Above = 0, AtMost = 1)]
    public double? LabelFrequency { get; init; }

    /// <value>How many folds give the out-of-fold scores that c is estimated on, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int FoldCount { get; init; } = 5;
}
