namespace FraudMl;

/// <summary>Options of weight-of-evidence encoding.</summary>
public sealed record WeightOfEvidenceOptions : EncoderOptions
{
    /// <value>The rows added to the frauds and to the legitimate rows of each group, so that an empty one has a finite weight.
    /// Above 0, default 0.5.</value>
    [Rule(Above = 0)]
    public double Adjustment { get; init; } = 0.5;

    /// <value>The bins of equal size that a number is cut into before neighbours are merged until the weights go one way. In
    /// [2, 1000], default 20.</value>
    [Rule(AtLeast = 2, AtMost = 1000), Tune(5, 50)]
    public int BinCount { get; init; } = 20;

    /// <value>The folds in which training rows are encoded without their own labels. Default null.</value>
    /// <remarks>
    /// Without, the inner folds of the fit, or 5 stratified folds where those do not hold out every row once. Rows
    /// that given folds never hold out get 0, no evidence.
    /// </remarks>
    public IFolds? Folds { get; init; }
}
