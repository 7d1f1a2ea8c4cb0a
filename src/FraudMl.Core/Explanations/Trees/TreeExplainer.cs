using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Exact path-dependent TreeSHAP (Lundberg et al. 2020) in time linear in the number of leaves.</summary>
/// <remarks>
/// A leaf whose path asks features j, each followed by the row (o = 1) or not (o = 0) and let through a share z of training rows, gives
/// feature i the Shapley value  value · (o_i − z_i) · ∫₀¹ Π_{j≠i} (t·o_j + (1 − t)·z_j) dt  (Owen's multilinear extension). The integrand is a
/// polynomial, so a Gauss–Legendre quadrature with its nodes side by side in one vector register gives it exactly: products
/// are carried down the tree, sums over leaves are carried up, and each split adds to its feature once (cf. Yu et al. 2022, Linear TreeSHAP).
/// </remarks>
internal sealed class TreeExplainer : ModelExplainer
{
    private const int StackCount = 512;
    private readonly ExplainedTree[] _trees;
    private readonly TreePass[][] _passes;
    private readonly int _featureCount, _mostPlaces;

    public TreeExplainer(TreeEnsemble trees)
    {
        _trees = [.. trees.Roots.Select(root => ExplainedTree.Of(trees, root))];
        QuadraturePass[][] shared = [.. Enumerable.Range(0, _trees.Select(tree => tree.PathFeatureCount).DefaultIfEmpty(0).Max() + 1).Select(QuadraturePass.For)];
        _passes = Array.ConvertAll(_trees, tree => Array.ConvertAll(shared[tree.PathFeatureCount], pass => new TreePass(tree, pass)));
        _featureCount = trees.FeatureCount;
        _mostPlaces = _trees.Select(tree => tree.Shares.Length).DefaultIfEmpty(1).Max();
        Expected = trees.Bias + _trees.Sum(tree => tree.Expected);
    }

    public override double Expected { get; }

    public override void Explain(ReadOnlySpan<float> features, Span<double> contributions)
    {
        Span<Vector512<double>> sums = _featureCount <= StackCount ? stackalloc Vector512<double>[_featureCount] : new Vector512<double>[_featureCount];
        Span<Vector512<double>> products = _mostPlaces <= StackCount ? stackalloc Vector512<double>[_mostPlaces] : new Vector512<double>[_mostPlaces];
        Span<Vector512<double>> follows = _mostPlaces <= StackCount ? stackalloc Vector512<double>[_mostPlaces] : new Vector512<double>[_mostPlaces];
        Span<int> on = _mostPlaces <= StackCount ? stackalloc int[_mostPlaces] : new int[_mostPlaces];
        var memory = new TreePass.Workspace(products, follows, on);
        sums.Clear();
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            foreach (TreePass pass in _passes[tree]) pass.Add(_trees[tree], features, memory, sums);
        }
        for (int feature = 0; feature < sums.Length; feature++) contributions[feature] += Vector512.Sum(sums[feature]);
    }
}
