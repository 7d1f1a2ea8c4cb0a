namespace FraudMl;

/// <summary>Options of selection by stability over time.</summary>
public sealed record SelectStableOptions : ValidatedOptions
{
    /// <value>The population stability index above which a column ends: 0.1 is a small shift, 0.25 a large one.
    /// Above 0, default 0.25.</value>
    [Rule(Above = 0), Tune(0.05, 0.5, Scale.Log)]
    public double MaximumShift { get; init; } = 0.25;

    /// <value>The share of the training rows, by time, that the later ones are compared with. In (0, 1), default 0.5.</value>
    [Rule(Above = 0, Below = 1)]
    public double EarlierShare { get; init; } = 0.5;
}
