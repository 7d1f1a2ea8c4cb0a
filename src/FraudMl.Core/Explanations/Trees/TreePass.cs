using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>One quadrature pass over a few trees.</summary>
internal sealed class TreePass
{
    private readonly ExplainedTrees _trees;
    private readonly Vector512<double> _start;
    private readonly AlignedBytes _bends;

    public TreePass(ExplainedTrees trees, QuadraturePass at)
    {
        // q′ = q·(1 − q) / (t·(1 − t)); what does not depend on the split is multiplied in here.
        Vector512<double> t = at.Nodes, u = Vector512<double>.One - t;
        (_trees, _start) = (trees, at.Weights / (t * u));
        _bends = new(trees.Bends.Length * Unsafe.SizeOf<Vector512<double>>());
        for (int bend = 0; bend < trees.Bends.Length; bend++) Bends[bend] = t / (t + u * trees.Bends[bend]);
    }

    /// <summary>For each bend, q at the nodes t: with the share z that splits above on the same feature let through, t / (t + (1 − t)·z).</summary>
    private Span<Vector512<double>> Bends => MemoryMarshal.Cast<byte, Vector512<double>>(_bends.Span);

    /// <summary>Adds the trees' contributions, still spread over the lanes, to the totals.</summary>
    public void Add(ExplainerMemory memory)
    {
        var walk = new Walk(memory, Bends);
        SplitRun[] runs = _trees.Runs;
        for (int run = runs.Length - 1; run >= 0; run--) runs[run].Ascend(walk);
        foreach (uint root in _trees.Roots) Walk.At<Spot>(ref walk.Memory, root).Flow = _start;
        foreach (SplitRun run in runs) run.Descend(walk);
    }
}
