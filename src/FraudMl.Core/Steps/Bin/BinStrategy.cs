namespace FraudMl;

/// <summary>How the edges of bins are chosen.</summary>
public enum BinStrategy
{
    /// <summary>Equal numbers of training rows; edges closer than 1e-8 become one.</summary>
    Quantile,

    /// <summary>Equal widths between the smallest and the largest training value.</summary>
    Width,

    /// <summary>The splits of a decision tree that tells frauds from other rows by this column alone (Gini, best split first).</summary>
    Tree,

    /// <summary>Given by <see cref="BinOptions.Edges"/>.</summary>
    Edges,
}
