using FraudMl.Onnx;

namespace FraudMl.Models;

/// <summary>A sum of binary trees in flat arrays: margin = bias + Σ leaf value. A row goes left when value ≤ threshold, or when its value
/// is one of a node's categories.</summary>
[StoredAs("trees")]
public sealed partial record TreeEnsemble : ScoringModel
{
    private TreeScoring? _scoring;

    /// <inheritdoc/>
    public override int FeatureCount => FeatureTotal;

    /// <value>The number of features a row has, used or not.</value>
    public required int FeatureTotal { get; init; }

    /// <value>The margin before any tree.</value>
    public required double Bias { get; init; }

    /// <value>The first node of each tree.</value>
    public required int[] Roots { get; init; }

    /// <value>The feature each node splits on; −1 for a leaf.</value>
    public required int[] Features { get; init; }

    /// <value>The threshold of each node; a value equal to it goes left.</value>
    public required float[] Thresholds { get; init; }

    /// <value>The left child of each node.</value>
    public required int[] Left { get; init; }

    /// <value>The right child of each node.</value>
    public required int[] Right { get; init; }

    /// <value>Whether a missing value goes left at each node.</value>
    public required bool[] MissingLeft { get; init; }

    /// <value>The value of each leaf; 0 for a node that splits.</value>
    public required double[] Values { get; init; }

    /// <value>The training weight that reached each node: what exact explanations average by.</value>
    public required double[] Covers { get; init; }

    /// <value>Where the categories of each node begin in <see cref="CategoryBits"/>, and behind the last node where they end. A node
    /// without any splits by its threshold. Null when all do. A feature is split by categories everywhere or nowhere.</value>
    public int[]? CategoryStarts { get; init; }

    /// <value>
    /// The categories that go left, as bits: category c is bit c mod 32 of a node's word c / 32. What is no category of the node goes
    /// right: a missing, negative, broken or unknown number too. Null when every node splits by its threshold.
    /// </value>
    public uint[]? CategoryBits { get; init; }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<float> rows, Span<double> margins) => Scoring().Score(rows, Bias, margins);

    /// <inheritdoc/>
    public override void Check() => TreeShape.Require(this);

    /// <summary>Returns the child that a row goes to.</summary>
    internal int Next(int node, ReadOnlySpan<float> features)
    {
        float value = features[Features[node]];
        ReadOnlySpan<uint> categories = CategoriesOf(node);
        bool left = !categories.IsEmpty ? CategorySet.Contains(categories, value)
            : float.IsNaN(value) ? MissingLeft[node] : value <= Thresholds[node];
        return left ? Left[node] : Right[node];
    }

    /// <summary>Returns the bits of the categories that go left at a node; none for a node that splits by its threshold.</summary>
    internal ReadOnlySpan<uint> CategoriesOf(int node) =>
        CategoryStarts is { } starts ? CategoryBits.AsSpan(starts[node], starts[node + 1] - starts[node]) : [];

    /// <summary>Returns the leaf that a row ends in.</summary>
    internal int LeafOf(int root, ReadOnlySpan<float> features)
    {
        int node = root;
        while (Features[node] >= 0) node = Next(node, features);
        return node;
    }

    // Threads may lay the trees out at the same time; the layouts are equal.
    private TreeScoring Scoring()
    {
        if (_scoring is { } known && known.IsOf(this)) return known;
        return _scoring = new TreeScoring(this);
    }

    /// <summary>Returns how many trees, leaves and features it has.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Roots.Length:#,0} trees with {Features.Count(feature => feature < 0):#,0} leaves over {FeatureTotal:#,0} features");
}
