namespace FraudMl.Profiling;

/// <summary>From where on drift is told. Both must be so: not by chance, and far enough to matter.</summary>
public sealed record DriftOptions : ValidatedOptions
{
    /// <value>The share of false ones among the columns that are told to have moved, by Benjamini and Hochberg over all tests of a report;
    /// in (0, 1). Default 0.01.</value>
    [Rule(Above = 0, Below = 1)]
    public double FalseDiscoveryRate { get; set; } = 0.01;

    /// <value>The fewest rows that are compared, at least 1. Default 100.</value>
    [Rule(AtLeast = 1)]
    public int MinimumRowCount { get; set; } = 100;

    /// <value>The population stability index from which a column is to be watched; above 0. Default 0.1.</value>
    [Rule(Above = 0)]
    public double WatchPsi { get; set; } = 0.1;

    /// <value>The population stability index from which to act; above 0. Default 0.25.</value>
    [Rule(Above = 0)]
    public double ActPsi { get; set; } = 0.25;

    /// <value>The change in the share of missing values, or of unknown texts, from which a column is to be watched; in (0, 1]. Default
    /// 0.01, a percentage point.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double WatchRatio { get; set; } = 0.01;

    /// <value>The change in these shares from which to act; in (0, 1]. Default 0.05.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double ActRatio { get; set; } = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (WatchPsi > ActPsi)
            yield return FormattableString.Invariant($"WatchPsi must be at most ActPsi, {ActPsi}. Got {WatchPsi} instead.");
        if (WatchRatio > ActRatio)
            yield return FormattableString.Invariant($"WatchRatio must be at most ActRatio, {ActRatio}. Got {WatchRatio} instead.");
    }
}
