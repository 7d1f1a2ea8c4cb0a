namespace FraudMl;

/// <summary>Options of a single decision tree.</summary>
/// <remarks>A weight is a repetition of the row: smoothing is absolute. The fewest rows of a leaf count rows.</remarks>
public sealed record DecisionTreeOptions : TreeOptions
{
    /// <value>How many rows with the overall share of frauds are added to each leaf, at least 0. Default 1.</value>
    /// <remarks>The m-estimate (Cestnik, ECAI 1990): p = (frauds + m · share of frauds) / (rows + m), by weight. It keeps the log-odds of a pure leaf finite.</remarks>
    [Rule(AtLeast = 0), Tune(0.1, 100, Scale.Log)]
    public double Smoothing { get; init; } = 1;
}
