using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Exact path-dependent TreeSHAP (Lundberg et al. 2020) by quadrature, in time linear in the number of leaves.</summary>
/// <remarks>
/// Quadrature-TreeSHAP (Wettenstein, Mitchell and Yu 2026); docs/decisions/0013 has the derivation and the words. With the zero fraction z
/// and the one fraction o of TreeSHAP's algorithm 2, a leaf of value v whose path asks the features j gives feature i
/// v · (o_i − z_i) · ∫₀¹ Π_{j≠i} (t·o_j + (1 − t)·z_j) dt  (Owen 1972): a polynomial, which Gauss-Legendre quadrature integrates exactly.
/// A split with r = cover(first child) / cover(split) has the sum over its leaves  S = S₂ + g·(S₁ − S₂)  with g = r + q·(o − r), and adds
/// ∫ P·q′·(o − r)·(S₁ − S₂) dt  to its feature, P being the product of the weights g or 1 − g of the children on its path. There q = t;
/// where splits above on the same feature have the zero fraction z together, q = t / (t + (1 − t)·z), and o − r is 0 once the row has left
/// their path.
/// </remarks>
internal sealed class TreeExplainer : ModelExplainer
{
    // Splits of several trees side by side hide the wait of each for its children; the memory of so many stays in the first-level cache.
    private const int MostSplitsPerGroup = 180;

    // A pass does for 16 features of a path. Trees of learners take one or two; small ones may take what they like.
    private const int MostPassesPerSplit = 16;
    private const long FreeVisits = 1 << 20;

    private readonly TreeGroup[] _groups;
    private readonly QuadraturePass[][] _passes;
    private readonly int _featureCount;
    private readonly ConcurrentBag<RowMemory> _idle = [];

    public TreeExplainer(TreeEnsemble trees)
    {
        _featureCount = trees.FeatureCount;
        Expected = trees.Bias;
        var groups = new List<TreeGroup>();
        var open = new List<ExplainedNode>();
        int openCount = 0;
        foreach (int root in trees.Roots)
        {
            (ExplainedNode tree, int splitCount) = ExplainedNode.Of(trees, root);
            Expected += tree.Expected;
            if (openCount > 0 && openCount + splitCount > MostSplitsPerGroup)
            {
                groups.Add(new(open, _featureCount));
                open.Clear();
                openCount = 0;
            }
            open.Add(tree);
            openCount += splitCount;
        }
        if (openCount > 0) groups.Add(new(open, _featureCount));
        _groups = [.. groups];
        RequireAffordable();
        IEnumerable<int> featureCounts = _groups.Select(group => group.PathFeatureCount).Distinct();
        Dictionary<int, QuadratureNodes[]> nodes = featureCounts.ToDictionary(count => count, QuadratureNodes.For);
        _passes = Array.ConvertAll(
            _groups,
            group => Array.ConvertAll(nodes[group.PathFeatureCount], eight => new QuadraturePass(group, eight)));
    }

    public override double Expected { get; }

    public override void Explain(ReadOnlySpan<float> features, Span<double> contributions)
    {
        if (!_idle.TryTake(out RowMemory? memory)) memory = NewMemory();
        memory.Begin(features);
        for (int group = 0; group < _groups.Length; group++)
        {
            _groups[group].Fractions.Find(memory);
            foreach (QuadraturePass pass in _passes[group]) pass.Add(memory);
        }
        for (int feature = 0; feature < _featureCount; feature++) contributions[feature] += Vector512.Sum(memory.Totals[feature]);
        _idle.Add(memory);
    }

    // Every eight quadrature nodes have numbers of their own for every split: made-up trees could ask for thousands of times their size.
    private void RequireAffordable()
    {
        long splits = _groups.Sum(group => (long)group.Fractions.Count);
        long visits = _groups.Sum(group => (long)group.Fractions.Count * QuadratureNodes.PassCount(group.PathFeatureCount));
        if (visits <= FreeVisits + (splits * MostPassesPerSplit)) return;
        int most = _groups.Max(group => group.PathFeatureCount);
        throw new FraudMlException(
            $"These trees have {splits} splits and ask up to {most} features between root and leaf, which is too much for exact "
            + $"explanations. "
            + "Train trees of fewer levels.");
    }

    private RowMemory NewMemory() => new(
        _featureCount,
        _groups.Select(group => group.SplitCount).DefaultIfEmpty(0).Max(),
        _groups.Select(group => group.Fractions.Count).DefaultIfEmpty(0).Max(),
        _groups.Select(group => group.Fractions.RepeatCount).DefaultIfEmpty(0).Max(),
        _groups.Select(group => group.Fractions.CategorySplitCount).DefaultIfEmpty(0).Max());
}

/// <summary>Eight nodes t of a quadrature over [0, 1] and their weights, one to a lane.</summary>
internal sealed class QuadratureNodes
{
    private const int LaneCount = 8;

    private QuadratureNodes(ReadOnlySpan<double> nodes, ReadOnlySpan<double> weights) =>
        (Nodes, Weights) = (Vector512.Create(nodes), Vector512.Create(weights));

    public Vector512<double> Nodes { get; }

    public Vector512<double> Weights { get; }

    /// <summary>Returns how often eight nodes are needed for paths of so many distinct features.</summary>
    public static int PassCount(int featureCount) => Math.Max(1, (featureCount + 2 * LaneCount - 1) / (2 * LaneCount));

    /// <summary>
    /// Returns the nodes for paths of d distinct features, eight by eight. Π_{j≠i} has the degree d − 1 and n nodes are exact up to 2n − 1:
    /// n ≥ d / 2, so that eight do for up to 16 features.
    /// </summary>
    public static QuadratureNodes[] For(int featureCount)
    {
        int passCount = PassCount(featureCount);
        (double[] nodes, double[] weights) = GaussLegendre.Of(LaneCount * passCount);
        return [.. Enumerable.Range(0, passCount).Select(pass =>
            new QuadratureNodes(nodes.AsSpan(LaneCount * pass, LaneCount), weights.AsSpan(LaneCount * pass, LaneCount)))];
    }
}

/// <summary>A walk over a group at eight nodes: sums over leaves up the trees, products of weights down.</summary>
internal sealed class QuadraturePass
{
    private readonly TreeGroup _group;
    private readonly Vector512<double> _start;
    private readonly AlignedBytes _participations;

    public QuadraturePass(TreeGroup group, QuadratureNodes at)
    {
        // q′ = q·(1 − q) / (t·(1 − t)); what does not depend on the split is multiplied in here.
        Vector512<double> t = at.Nodes, u = Vector512<double>.One - t;
        (_group, _start) = (group, at.Weights / (t * u));
        _participations = new(group.ZeroFractions.Length * Unsafe.SizeOf<Vector512<double>>());
        for (int i = 0; i < group.ZeroFractions.Length; i++) Participations[i] = t / (t + u * group.ZeroFractions[i]);
    }

    /// <summary>q = t / (t + (1 − t)·z) at the nodes t, for each zero fraction z.</summary>
    private Span<Vector512<double>> Participations => MemoryMarshal.Cast<byte, Vector512<double>>(_participations.Span);

    /// <summary>Adds the trees' contributions, still spread over the lanes, to the totals.</summary>
    public void Add(RowMemory memory)
    {
        var walk = new QuadratureWalk(memory, Participations);
        SplitBatch[] batches = _group.Batches;
        for (int batch = batches.Length - 1; batch >= 0; batch--) batches[batch].Ascend(walk);
        foreach (uint root in _group.RootOffsets) QuadratureWalk.At<SplitState>(ref walk.Memory, root).SumOrProduct = _start;
        foreach (SplitBatch batch in batches) batch.Descend(walk);
    }
}
