namespace FraudMl;

/// <summary>Options of selection by correlation.</summary>
public sealed record SelectUncorrelatedOptions : ValidatedOptions
{
    /// <value>The absolute Pearson correlation with a kept column above which a column ends. In (0, 1], default 0.95.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.8, 0.99)]
    public double MaximumCorrelation { get; init; } = 0.95;
}
