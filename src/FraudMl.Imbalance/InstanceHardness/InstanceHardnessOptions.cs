namespace FraudMl;

/// <summary>Options of the instance hardness threshold.</summary>
public sealed record InstanceHardnessOptions : ResamplingOptions
{
    /// <value>The folds that probabilities are taken from, at least 2. Default 5.</value>
    [Rule(AtLeast = 2)]
    public int FoldCount { get; init; } = 5;
}
