namespace FraudMl;

/// <summary>Options of Geometric SMOTE.</summary>
public sealed record GeometricSmoteOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;

    /// <value>Which side of the sphere is used, in [−1, 1]: 1 towards the neighbour only, 0 all around, −1 away
    /// from it only. Default 1.</value>
    [Rule(AtLeast = -1, AtMost = 1), Tune(-1, 1)]
    public double Truncation { get; init; } = 1;

    /// <value>How flat the sphere is, in [0, 1]: 0 round, 1 a line towards the neighbour, as SMOTE. Default 0.</value>
    [Rule(AtLeast = 0, AtMost = 1), Tune(0, 1)]
    public double Deformation { get; init; }

    /// <value>What the sphere reaches to. Default <see cref="GeometricSelection.Combined"/>.</value>
    [Tune]
    public GeometricSelection Selection { get; init; }
}
