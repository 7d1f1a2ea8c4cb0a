namespace FraudMl;

/// <summary>Options of SVM-SMOTE.</summary>
public sealed record SvmSmoteOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;

    /// <value>The nearest rows of either class that tell whether a support vector is in danger, at least 1. Default 10.</value>
    [Rule(AtLeast = 1), Tune(5, 20)]
    public int DangerNeighborCount { get; init; } = 10;

    /// <value>How far beyond a safe support vector new rows may lie, as a share of the way to its neighbour, at
    /// least 0. Default 0.5.</value>
    [Rule(AtLeast = 0), Tune(0.1, 1)]
    public double OutwardStep { get; init; } = 0.5;

    /// <value>The penalty of the support vector classifier on misclassified rows, above 0. Default 1.</value>
    [Rule(Above = 0), Tune(0.01, 100, Scale.Log)]
    public double Cost { get; init; } = 1;

    /// <value>The most rows the classifier is trained on, in [10, 20000]; it needs 4·n² bytes. Default 4000.</value>
    [Rule(AtLeast = 10, AtMost = 20000)]
    public int WorkingRowLimit { get; init; } = 4000;
}
