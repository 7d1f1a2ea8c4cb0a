using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>One quadrature pass over one tree. Which way a row goes can't be foreseen, so nothing here branches on it.</summary>
internal sealed class TreePass
{
    private readonly QuadraturePass _at;

    /// <summary>1 / (t + (1 − t)·z) for each place.</summary>
    private readonly Vector512<double>[] _inverse;

    /// <summary>1 / z for each place; 0 where z is.</summary>
    private readonly double[] _inverseShares;

    public TreePass(ExplainedTree tree, QuadraturePass at)
    {
        _at = at;
        _inverse = Array.ConvertAll(tree.Shares, share => Vector512<double>.One / (at.T + at.U * share));
        _inverseShares = Array.ConvertAll(tree.Shares, share => share > 0 ? 1 / share : 0);
    }

    /// <summary>Adds the tree's contributions, still spread over the lanes.</summary>
    public void Add(ExplainedTree tree, ReadOnlySpan<float> features, Workspace memory, Span<Vector512<double>> sums)
    {
        memory.Products[0] = _at.Weight;
        memory.Follows[0] = Vector512<double>.AllBitsSet;
        Descend(tree, features, memory);
        for (int leaf = 0; leaf < tree.Leaves.Length; leaf++) memory.Products[tree.Leaves[leaf]] *= tree.Values[leaf];
        Ascend(tree, memory, sums);
    }

    /// <summary>Carries Π (t·o + (1 − t)·z) down; a feature asked again has its factor exchanged.</summary>
    private void Descend(ExplainedTree tree, ReadOnlySpan<float> features, Workspace memory)
    {
        // Places were checked when the tree was laid out, and this runs for every split of every tree.
        ref Vector512<double> product = ref MemoryMarshal.GetReference(memory.Products), follows = ref MemoryMarshal.GetReference(memory.Follows);
        ref Vector512<double> inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        ref double share = ref MemoryMarshal.GetArrayDataReference(tree.Shares), inverseShare = ref MemoryMarshal.GetArrayDataReference(_inverseShares);
        Vector512<double> t = _at.T, u = _at.U, inverseU = _at.InverseU;
        ExplainedSplit[] splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ExplainedSplit split = ref splits[i];
            float value = features[split.Feature];
            bool left = (value <= split.Threshold) | (float.IsNaN(value) & split.MissingLeft);
            int right = 1 - Unsafe.BitCast<bool, byte>(left), on = split.Left + right, off = split.Left + 1 - right;
            memory.On[i] = on;
            Vector512<double> before = Unsafe.Add(ref follows, split.Before);
            Vector512<double> factor = Vector512.ConditionalSelect(before, Unsafe.Add(ref inverse, split.Before), inverseU * Unsafe.Add(ref inverseShare, split.Before));
            Vector512<double> above = Unsafe.Add(ref product, split.Place) * factor;
            Unsafe.Add(ref follows, on) = before;
            Unsafe.Add(ref follows, off) = Vector512<double>.Zero;
            Unsafe.Add(ref product, on) = above * (u * Unsafe.Add(ref share, on) + (t & before));
            Unsafe.Add(ref product, off) = above * (u * Unsafe.Add(ref share, off));
        }
    }

    /// <summary>Carries the sums over leaves up, and gives each split's feature (o − z) / (t·o + (1 − t)·z) of them, less what the split before gives.</summary>
    private void Ascend(ExplainedTree tree, Workspace memory, Span<Vector512<double>> sums)
    {
        ref Vector512<double> product = ref MemoryMarshal.GetReference(memory.Products), follows = ref MemoryMarshal.GetReference(memory.Follows);
        ref Vector512<double> inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        ref double share = ref MemoryMarshal.GetArrayDataReference(tree.Shares);
        Vector512<double> inverseU = _at.InverseU;
        ExplainedSplit[] splits = tree.Splits;
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            ref readonly ExplainedSplit split = ref splits[i];
            int on = memory.On[i], off = 2 * split.Left + 1 - on;
            Vector512<double> onSum = Unsafe.Add(ref product, on), offSum = Unsafe.Add(ref product, off), sum = onSum + offSum;
            Unsafe.Add(ref product, split.Place) = sum;
            Vector512<double> gain = onSum * Unsafe.Add(ref inverse, on) * (1 - Unsafe.Add(ref share, on)) - offSum * inverseU
                - sum * Unsafe.Add(ref inverse, split.Before) * (1 - Unsafe.Add(ref share, split.Before));
            // Where the feature was not followed before, both sides have o = 0 as above: nothing changes.
            sums[split.Feature] += gain & Unsafe.Add(ref follows, split.Before);
        }
    }

    /// <summary>The working memory of one row.</summary>
    public readonly ref struct Workspace(Span<Vector512<double>> products, Span<Vector512<double>> follows, Span<int> on)
    {
        /// <summary>For each place, the product on the way down and the sum on the way up.</summary>
        public Span<Vector512<double>> Products { get; } = products;

        /// <summary>For each place, all bits set where the row follows every split on its last feature.</summary>
        public Span<Vector512<double>> Follows { get; } = follows;

        /// <summary>For each split, the place the row goes to.</summary>
        public Span<int> On { get; } = on;
    }
}
