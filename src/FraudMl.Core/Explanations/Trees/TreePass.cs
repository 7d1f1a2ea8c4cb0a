using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>One quadrature pass over one tree.</summary>
internal sealed class TreePass
{
    private readonly QuadraturePass _at;

    /// <summary>1 / (t + (1 − t)·z) for each place.</summary>
    private readonly Vector256<double>[] _inverse;

    public TreePass(ExplainedTree tree, QuadraturePass at)
    {
        _at = at;
        _inverse = Array.ConvertAll(tree.Shares, share => Vector256<double>.One / (at.T + at.U * share));
    }

    /// <summary>Adds the tree's contributions, still spread over the lanes.</summary>
    public void Add(ExplainedTree tree, ReadOnlySpan<float> features, Span<Vector256<double>> products, Span<bool> followed, Span<Vector256<double>> sums)
    {
        // Places were checked when the tree was laid out, and this runs for every split of every tree.
        ref Vector256<double> product = ref MemoryMarshal.GetReference(products);
        ref bool follows = ref MemoryMarshal.GetReference(followed);
        products[0] = _at.Weight;
        Descend(tree, features, ref product, ref follows);
        for (int leaf = 0; leaf < tree.Leaves.Length; leaf++) products[tree.Leaves[leaf]] *= tree.Values[leaf];
        Ascend(tree, ref product, ref follows, sums);
    }

    /// <summary>Carries Π (t·o + (1 − t)·z) down; a feature asked again has its factor exchanged.</summary>
    private void Descend(ExplainedTree tree, ReadOnlySpan<float> features, ref Vector256<double> product, ref bool follows)
    {
        Vector256<double> t = _at.T, u = _at.U;
        ref double share = ref MemoryMarshal.GetArrayDataReference(tree.Shares);
        foreach (ref readonly ExplainedSplit split in tree.Splits.AsSpan())
        {
            float value = features[split.Feature];
            bool left = float.IsNaN(value) ? split.MissingLeft : value <= split.Threshold, before = true;
            Vector256<double> above = Unsafe.Add(ref product, split.Place);
            if (split.Before >= 0)
            {
                before = Unsafe.Add(ref follows, split.Before);
                double shareBefore = Unsafe.Add(ref share, split.Before);
                above *= before ? _inverse[split.Before] : _at.InverseU * (shareBefore > 0 ? 1 / shareBefore : 0);
            }
            bool followsLeft = left & before, followsRight = !left & before;
            Unsafe.Add(ref follows, split.Left) = followsLeft;
            Unsafe.Add(ref follows, split.Right) = followsRight;
            Vector256<double> leftFactor = u * Unsafe.Add(ref share, split.Left), rightFactor = u * Unsafe.Add(ref share, split.Right);
            Unsafe.Add(ref product, split.Left) = above * (followsLeft ? leftFactor + t : leftFactor);
            Unsafe.Add(ref product, split.Right) = above * (followsRight ? rightFactor + t : rightFactor);
        }
    }

    /// <summary>Carries the sums over leaves up, and gives each split's feature (o − z) / (t·o + (1 − t)·z) of them.</summary>
    private void Ascend(ExplainedTree tree, ref Vector256<double> product, ref bool follows, Span<Vector256<double>> sums)
    {
        ref double share = ref MemoryMarshal.GetArrayDataReference(tree.Shares);
        ref Vector256<double> inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        ReadOnlySpan<ExplainedSplit> splits = tree.Splits;
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            ref readonly ExplainedSplit split = ref splits[i];
            bool left = Unsafe.Add(ref follows, split.Left);
            int on = left ? split.Left : split.Right, off = left ? split.Right : split.Left;
            Vector256<double> onSum = Unsafe.Add(ref product, on), offSum = Unsafe.Add(ref product, off), sum = onSum + offSum;
            Unsafe.Add(ref product, split.Place) = sum;
            // Where the feature was not followed before, both sides have o = 0 as above: nothing changes.
            if (!(left | Unsafe.Add(ref follows, split.Right))) continue;
            Vector256<double> gain = onSum * Unsafe.Add(ref inverse, on) * (1 - Unsafe.Add(ref share, on)) - offSum * _at.InverseU;
            if (split.Before >= 0) gain -= sum * Unsafe.Add(ref inverse, split.Before) * (1 - Unsafe.Add(ref share, split.Before));
            sums[split.Feature] += gain;
        }
    }
}
