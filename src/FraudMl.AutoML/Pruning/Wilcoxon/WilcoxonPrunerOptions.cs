namespace FraudMl;

/// <summary>Options of the Wilcoxon pruner.</summary>
public sealed record WilcoxonPrunerOptions : ValidatedOptions
{
    /// <value>The one-sided p-value below which a trial is stopped, in (0, 0.5]; with 4 folds it is at least 1/16. Default 0.1.</value>
    [Rule(Above = 0, AtMost = 0.5)]
    public double PValue { get; init; } = 0.1;

    /// <value>How many folds a trial finishes before it may be pruned, at least 1. Default 2.</value>
    [Rule(AtLeast = 1)]
    public int StartupFoldCount { get; init; } = 2;
}
