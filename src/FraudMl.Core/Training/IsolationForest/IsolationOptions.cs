namespace FraudMl;

/// <summary>How isolation trees are grown.</summary>
/// <remarks>A weight is a share of the total: heavier rows are drawn sooner, and a factor on all weights changes nothing.</remarks>
public abstract record IsolationOptions : ValidatedOptions
{
    /// <value>The number of isolation trees, at least 1. Default 100.</value>
    [Rule(AtLeast = 1), Tune(50, 300, Scale.Log, IsCostly = true)]
    public int TreeCount { get; init; } = 100;

    /// <value>ψ, how many rows are drawn for each tree without repeats, at least 2; all where there are fewer. Default 256.</value>
    /// <remarks>Small samples keep frauds that stand together from hiding each other; a tree has at most ⌈log₂ ψ⌉ levels.</remarks>
    [Rule(AtLeast = 2), Tune(64, 4096, Scale.Log, Cap = TuneCap.Rows)]
    public int SampleSize { get; init; } = 256;

    /// <value>The share of the features, drawn for each tree, that its splits choose from, in (0, 1]. Default 1.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.2, 1)]
    public double FeatureRatio { get; init; } = 1;
}
