using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Exact path-dependent TreeSHAP (Lundberg et al. 2020) in time linear in the number of leaves.</summary>
/// <remarks>
/// A leaf whose path asks features j, each followed by the row (o = 1) or not (o = 0) and let through a share z of training rows, gives
/// feature i the Shapley value  value · (o_i − z_i) · ∫₀¹ Π_{j≠i} (t·o_j + (1 − t)·z_j) dt  (Owen's multilinear extension). The integrand is a
/// polynomial, so a Gauss–Legendre quadrature with its nodes side by side in one vector register gives it exactly: sums over
/// leaves are carried up the tree, products down, and each split adds to its feature once (cf. Yu et al. 2022, Linear TreeSHAP).
/// A split that sends a share r of training rows to its first child has the sum  S = S₂ + g·(S₁ − S₂)  with the gate  g = r + q·(o − r),  and its
/// feature gets  ∫ P·q′·(o − r)·(S₁ − S₂) dt,  P being the product of the gates above. There q = t; where splits above on the same feature let a
/// share z through, q = t / (t + (1 − t)·z), and o − r counts as 0 once the row has left their path. Nothing is divided while a row is explained.
/// </remarks>
internal sealed class TreeExplainer : ModelExplainer
{
    // Splits of several trees side by side hide the wait of each for its children; the working memory of so many stays in the first-level cache.
    private const int SplitsTogether = 180;

    private readonly ExplainedTrees[] _trees;
    private readonly TreePass[][] _passes;
    private readonly int _featureCount;
    private readonly ConcurrentBag<ExplainerMemory> _idle = [];

    public TreeExplainer(TreeEnsemble trees)
    {
        _featureCount = trees.FeatureCount;
        Expected = trees.Bias;
        var groups = new List<ExplainedTrees>();
        var open = new List<ExplainedNode>();
        int openCount = 0;
        foreach (int root in trees.Roots)
        {
            (ExplainedNode tree, int splitCount) = ExplainedNode.Of(trees, root);
            Expected += tree.Expected;
            if (openCount > 0 && openCount + splitCount > SplitsTogether)
            {
                groups.Add(new(open, _featureCount));
                open.Clear();
                openCount = 0;
            }
            open.Add(tree);
            openCount += splitCount;
        }
        if (openCount > 0) groups.Add(new(open, _featureCount));
        _trees = [.. groups];
        QuadraturePass[][] quadratures = [.. Enumerable.Range(0, _trees.Select(few => few.PathFeatureCount).DefaultIfEmpty(0).Max() + 1).Select(QuadraturePass.For)];
        _passes = Array.ConvertAll(_trees, few => Array.ConvertAll(quadratures[few.PathFeatureCount], quadrature => new TreePass(few, quadrature)));
    }

    public override double Expected { get; }

    public override void Explain(ReadOnlySpan<float> features, Span<double> contributions)
    {
        if (!_idle.TryTake(out ExplainerMemory? memory)) memory = NewMemory();
        memory.Begin(features);
        for (int few = 0; few < _trees.Length; few++)
        {
            _trees[few].Turns.Find(memory);
            foreach (TreePass pass in _passes[few]) pass.Add(memory);
        }
        for (int feature = 0; feature < _featureCount; feature++) contributions[feature] += Vector512.Sum(memory.Totals[feature]);
        _idle.Add(memory);
    }

    private ExplainerMemory NewMemory() => new(
        _featureCount,
        _trees.Select(few => few.SplitCount).DefaultIfEmpty(0).Max(),
        _trees.Select(few => few.Turns.Count).DefaultIfEmpty(0).Max(),
        _trees.Select(few => few.Turns.RepeatCount).DefaultIfEmpty(0).Max());
}
