namespace FraudMl.Models;

/// <summary>Joins the trees of a learner into a <see cref="TreeEnsemble"/>.</summary>
/// <param name="featureCount">The number of features a row has.</param>
public sealed class TreeEnsembleBuilder(int featureCount)
{
    private readonly List<int> _roots = [];
    private readonly List<int> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<bool> _missingLeft = [];
    private readonly List<double> _values = [];
    private readonly List<double> _covers = [];
    private readonly List<int> _categoryStarts = [0];
    private readonly List<uint> _categoryBits = [];

    /// <value>The margin before any tree. Default 0.</value>
    public double Bias { get; set; }

    /// <summary>Adds a tree; its nodes stand together, split nodes first, the root first of all.</summary>
    /// <param name="tree">The tree.</param>
    public void Add(SplitTree tree)
    {
        int root = _features.Count, splits = tree.Features.Count;
        int Node(int child) => root + (child >= 0 ? child : splits + ~child);
        _roots.Add(root);
        for (int split = 0; split < splits; split++)
        {
            _features.Add(tree.Features[split]);
            _thresholds.Add(tree.Thresholds[split]);
            _left.Add(Node(tree.Left[split]));
            _right.Add(Node(tree.Right[split]));
            _missingLeft.Add(tree.MissingLeft is { } missing && missing[split]);
            _values.Add(0);
            _covers.Add(tree.SplitCovers is { } covers ? covers[split] : 0);
            if (tree.Categories?[split] is { } categories) _categoryBits.AddRange(categories);
            _categoryStarts.Add(_categoryBits.Count);
        }

        for (int leaf = 0; leaf < tree.LeafValues.Count; leaf++)
        {
            _features.Add(-1);
            _thresholds.Add(0);
            _left.Add(0);
            _right.Add(0);
            _missingLeft.Add(false);
            _values.Add(tree.LeafValues[leaf]);
            _covers.Add(tree.LeafCovers is { } covers ? covers[leaf] : 0);
            _categoryStarts.Add(_categoryBits.Count);
        }
    }

    /// <summary>Returns the ensemble.</summary>
    public TreeEnsemble Build() => new()
    {
        FeatureTotal = featureCount,
        Bias = Bias,
        Roots = [.. _roots],
        Features = [.. _features],
        Thresholds = [.. _thresholds],
        Left = [.. _left],
        Right = [.. _right],
        MissingLeft = [.. _missingLeft],
        Values = [.. _values],
        Covers = [.. _covers],
        CategoryStarts = _categoryBits.Count == 0 ? null : [.. _categoryStarts],
        CategoryBits = _categoryBits.Count == 0 ? null : [.. _categoryBits],
    };

    /// <summary>Returns how many trees there are.</summary>
    public override string ToString() => FormattableString.Invariant($"{_roots.Count:#,0} trees so far");
}
