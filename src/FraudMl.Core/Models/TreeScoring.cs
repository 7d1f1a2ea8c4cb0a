namespace FraudMl;

/// <summary>An ensemble laid out in the way that scores it fastest: masks for trees of few leaves, walks for larger ones.</summary>
internal sealed class TreeScoring
{
    // Masks cost by the feature and walks by the tree: with half as many features as trees they are as fast as
    // each other (docs/decisions/0009).
    private const int MostMaskLeaves = 64;
    private const int MostMaskFeatures = 64;

    // A category has a prefix of its own, a mask per tree.
    private const long MostCategoryBytes = 1 << 24;

    // The prefixes of so many trees stay in a processor's second cache.
    private const int MostTreesPerLayout = 256;

    private readonly TreeEnsemble _source;
    private readonly ITreeLayout[] _layouts;

    /// <summary>Lays the trees out; throws when they are broken.</summary>
    public TreeScoring(TreeEnsemble source)
    {
        TreeShape.Require(source);
        _source = source;
        int mostLeaves = source.Roots.Select(root => TreeShape.Of(source, root).LeafCount).DefaultIfEmpty().Max();
        int features = source.Features.Where(feature => feature >= 0).Distinct().Count();
        bool masks = mostLeaves <= MostMaskLeaves && features <= Math.Min(MostMaskFeatures, source.Roots.Length / 2)
            && !source.Thresholds.Any(float.IsNaN) && CategoryBytes(source, mostLeaves) <= MostCategoryBytes;
        _layouts = masks ? [.. source.Roots.Chunk(MostTreesPerLayout).Select(roots => Masks(roots, mostLeaves))]
            : [Walker(source) ?? new TreeByTree(source)];
    }

    /// <summary>Returns whether the layout is that of an ensemble; a copy with other arrays needs its own.</summary>
    public bool IsOf(TreeEnsemble trees) =>
        ReferenceEquals(_source, trees)
        || (_source.Values == trees.Values && _source.Thresholds == trees.Thresholds && _source.Features == trees.Features
            && _source.Left == trees.Left && _source.Right == trees.Right && _source.MissingLeft == trees.MissingLeft
            && _source.Roots == trees.Roots && _source.FeatureTotal == trees.FeatureTotal
            && _source.CategoryStarts == trees.CategoryStarts && _source.CategoryBits == trees.CategoryBits);

    public void Score(ReadOnlySpan<float> rows, double bias, Span<double> margins)
    {
        margins.Fill(bias);
        foreach (ITreeLayout layout in _layouts) layout.AddTo(margins, rows);
    }

    private static long CategoryBytes(TreeEnsemble source, int mostLeaves) =>
        CategoryWidths.Of(source).Values.Sum(width => (long)width) * source.Roots.Length
        * (mostLeaves <= 32 ? sizeof(uint) : sizeof(ulong));

    private static ITreeLayout? Walker(TreeEnsemble source) =>
        source.CategoryStarts is null ? TreeWalker<ThresholdNode>.Of(source) : TreeWalker<CategoryNode>.Of(source);

    private ITreeLayout Masks(int[] roots, int mostLeaves) =>
        mostLeaves <= 32 ? QuickScorerBuilder<uint>.Build(_source, roots) : QuickScorerBuilder<ulong>.Build(_source, roots);
}

/// <summary>Trees laid out for scoring; a row alone and a row among others get the same bits.</summary>
internal interface ITreeLayout
{
    /// <summary>Adds the leaf values of each row to its margin.</summary>
    void AddTo(Span<double> margins, ReadOnlySpan<float> rows);
}

/// <summary>How many categories stand up to the last that any split on a feature names, by feature.</summary>
internal static class CategoryWidths
{
    public static IReadOnlyDictionary<int, int> Of(TreeEnsemble trees)
    {
        Dictionary<int, int> widths = [];
        if (trees.CategoryStarts is null) return widths;
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (CategorySet.Width(trees.CategoriesOf(node)) is > 0 and var width)
                widths[trees.Features[node]] = Math.Max(width, widths.GetValueOrDefault(trees.Features[node]));
        }

        return widths;
    }
}

/// <summary>Trees walked as they stand, one by one: for trees or rows too large for every other layout.</summary>
internal sealed class TreeByTree(TreeEnsemble trees) : ITreeLayout
{
    public void AddTo(Span<double> margins, ReadOnlySpan<float> rows)
    {
        for (int row = 0; row < margins.Length; row++)
        {
            ReadOnlySpan<float> features = rows.Slice(row * trees.FeatureTotal, trees.FeatureTotal);
            foreach (int root in trees.Roots)
            {
                int node = root;
                while (trees.Features[node] >= 0) node = trees.Next(node, features);
                margins[row] += trees.Values[node];
            }
        }
    }
}
