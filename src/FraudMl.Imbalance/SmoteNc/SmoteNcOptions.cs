namespace FraudMl;

/// <summary>Options of SMOTE-NC.</summary>
public sealed record SmoteNcOptions : OversamplingOptions
{
    /// <value>The nearest rows of the same class that a new row may lie towards, at least 1. Default 5.</value>
    [Rule(AtLeast = 1), Tune(3, 15, Cap = TuneCap.OtherFrauds)]
    public int NeighborCount { get; init; } = 5;

    /// <value>The names of categorical columns; a column of a one-hot group stands for its group. Null takes every one-hot group and
    /// indicator. Default null. Features of the kind <see cref="FeatureKind.Categorical"/> always are.</value>
    public IReadOnlyList<string>? CategoricalColumns { get; init; }
}
