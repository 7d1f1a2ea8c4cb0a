namespace FraudMl.Models;

/// <summary>One binary tree as learners give it: split nodes in arrays, a child ≥ 0 is a split node and a child &lt; 0 is the
/// leaf <c>~child</c>.</summary>
/// <param name="Features">The feature of each split node; empty for a tree that is one leaf.</param>
/// <param name="Thresholds">The threshold of each split node; a value equal to it goes left.</param>
/// <param name="Left">The left child of each split node.</param>
/// <param name="Right">The right child of each split node.</param>
/// <param name="LeafValues">The value of each leaf.</param>
public sealed record SplitTree(
    IReadOnlyList<int> Features, IReadOnlyList<float> Thresholds, IReadOnlyList<int> Left, IReadOnlyList<int> Right,
    IReadOnlyList<double> LeafValues)
{
    /// <summary>Returns a threshold that a learner has in doubles as a float: rounded down, so that every float
    /// goes where it went.</summary>
    /// <param name="threshold">The learner's threshold.</param>
    public static float Threshold(double threshold) => Float32.RoundDown(threshold);

    /// <value>Whether a missing value goes left at each split node; null when it goes right everywhere.</value>
    public IReadOnlyList<bool>? MissingLeft { get; init; }

    /// <value>
    /// The categories that go left at each split node, as bits: category c, below 2²⁴, is bit c mod 32 of word c / 32. Null for a node
    /// that splits by its threshold; null as a whole when all do. Anything else goes right, missing values too.
    /// </value>
    public IReadOnlyList<IReadOnlyList<uint>?>? Categories { get; init; }

    /// <value>The training weight that reached each split node; null when the learner does not say.</value>
    public IReadOnlyList<double>? SplitCovers { get; init; }

    /// <value>The training weight that reached each leaf; null when the learner does not say.</value>
    public IReadOnlyList<double>? LeafCovers { get; init; }

    /// <summary>Returns the size of the tree.</summary>
    public override string ToString() => FormattableString.Invariant($"tree of {LeafValues.Count} leaves");
}
