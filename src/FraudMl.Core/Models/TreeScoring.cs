namespace FraudMl;

/// <summary>An ensemble laid out in the way that scores it fastest: masks for trees of few leaves, walks for larger ones.</summary>
internal sealed class TreeScoring
{
    // Masks cost by the feature and walks by the tree: with half as many features as trees they are as fast as each other (docs/decisions/0009).
    private const int MostMaskLeaves = 64;
    private const int MostMaskFeatures = 64;

    // The lines of masks of so many trees stay in a processor's second cache.
    private const int MostTreesPerLayout = 256;

    private readonly TreeEnsemble _source;
    private readonly ITreeLayout[] _layouts;

    /// <summary>Lays the trees out; throws when they are broken.</summary>
    public TreeScoring(TreeEnsemble source)
    {
        _source = source;
        int mostLeaves = source.Roots.Select(root => TreeShape.Of(source, root).LeafCount).DefaultIfEmpty().Max();
        int features = source.Features.Where(feature => feature >= 0).Distinct().Count();
        bool masks = mostLeaves <= MostMaskLeaves && features <= Math.Min(MostMaskFeatures, source.Roots.Length / 2) && !source.Thresholds.Any(float.IsNaN);
        _layouts = masks ? [.. source.Roots.Chunk(MostTreesPerLayout).Select(roots => Masks(roots, mostLeaves))]
            : TreeWalker.Of(source) is { } walker ? [walker] : [new TreePaths(source)];
    }

    /// <summary>Returns whether the layout is that of an ensemble; a copy with other arrays needs its own.</summary>
    public bool IsOf(TreeEnsemble trees) =>
        ReferenceEquals(_source, trees) || (_source.Values == trees.Values && _source.Thresholds == trees.Thresholds && _source.Features == trees.Features
            && _source.Left == trees.Left && _source.Right == trees.Right && _source.MissingLeft == trees.MissingLeft && _source.Roots == trees.Roots && _source.FeatureTotal == trees.FeatureTotal);

    public void Score(ReadOnlySpan<float> rows, double bias, Span<double> margins)
    {
        margins.Fill(bias);
        foreach (ITreeLayout layout in _layouts) layout.AddTo(margins, rows);
    }

    private ITreeLayout Masks(int[] roots, int mostLeaves) =>
        mostLeaves <= 32 ? LeafMasksBuilder<uint>.Build(_source, roots) : LeafMasksBuilder<ulong>.Build(_source, roots);
}
