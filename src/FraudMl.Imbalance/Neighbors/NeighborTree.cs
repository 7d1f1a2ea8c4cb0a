using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Rows in a balanced k-d tree over their principal axes: leaves of up to 128 rows, coordinates in groups of 16 rows, a
/// box around each leaf.</summary>
internal sealed class NeighborTree
{
    public const int GroupRowCount = 16;

    private const int LeafRowCount = 128;

    private readonly int[] _splitAxes;
    private readonly float[] _splitValues;

    private NeighborTree(FeatureMatrix matrix, PrincipalAxes axes, int[] rows, int[] leafStarts, int[] splitAxes, float[] splitValues)
    {
        (Matrix, Axes, Rows, LeafStarts, GroupLength) = (matrix, axes, rows, leafStarts, GroupRowCount * axes.Count);
        (_splitAxes, _splitValues) = (splitAxes, splitValues);
        int leaves = leafStarts.Length - 1;
        GroupStarts = new int[leaves + 1];
        for (int leaf = 0; leaf < leaves; leaf++)
            GroupStarts[leaf + 1] = GroupStarts[leaf] + ((leafStarts[leaf + 1] - leafStarts[leaf] + GroupRowCount - 1) / GroupRowCount);
        Groups = GC.AllocateUninitializedArray<float>(FeatureMatrix.CellCount(GroupStarts[leaves], GroupLength));
        Lows = new float[leaves * PrincipalAxes.BlockCount];
        Highs = new float[leaves * PrincipalAxes.BlockCount];
        Norms = new double[leaves];
        LowestRows = new int[leaves];
    }

    public FeatureMatrix Matrix { get; }

    public PrincipalAxes Axes { get; }

    /// <value>The rows, leaf after leaf.</value>
    public int[] Rows { get; }

    /// <value>Where each leaf's rows begin; one more than there are leaves.</value>
    public int[] LeafStarts { get; }

    /// <value>Where each leaf's groups begin; one more than there are leaves.</value>
    public int[] GroupStarts { get; }

    /// <value>The coordinates of a group.</value>
    public int GroupLength { get; }

    /// <value>Coordinates, group after group, axis after axis, 16 rows each; missing rows are infinitely far.</value>
    public float[] Groups { get; }

    public float[] Lows { get; }

    public float[] Highs { get; }

    /// <value>The largest distance from the centre in each leaf: how far rounding can be off.</value>
    public double[] Norms { get; }

    /// <value>The lowest row of each leaf: among rows at distance 0 no other can be nearer.</value>
    public int[] LowestRows { get; }

    public int LeafCount => LeafStarts.Length - 1;

    public static NeighborTree Of(FeatureMatrix matrix, int[] rows, ParallelOptions parallel)
    {
        PrincipalAxes axes = PrincipalAxes.Of(matrix, rows);
        float[] coordinates = GC.AllocateUninitializedArray<float>(FeatureMatrix.CellCount(rows.Length, axes.Count));
        var norms = new double[rows.Length];
        Chunks.Run(rows.Length, parallel, (first, end) =>
        {
            for (int i = first; i < end; i++)
                norms[i] = axes.Project(matrix.Row(rows[i]), coordinates.AsSpan(i * axes.Count, axes.Count));
        });
        int depth = 0;
        while (rows.Length > (long)LeafRowCount << depth) depth++;
        var splitter = new NeighborTreeSplitter(coordinates, axes.Count, rows.Length, depth);
        splitter.Run(parallel);
        var tree = new NeighborTree(matrix, axes, Array.ConvertAll(splitter.Order, i => rows[i]), splitter.LeafStarts, splitter.SplitAxes,
            splitter.SplitValues);
        Parallel.For(0, tree.LeafCount, parallel, leaf => tree.Fill(leaf, splitter.Order, coordinates, norms));
        return tree;
    }

    /// <summary>Returns the leaf that coordinates fall into.</summary>
    public int LeafOf(ReadOnlySpan<float> coordinates)
    {
        int node = 0;
        while (node < _splitAxes.Length) node = (2 * node) + (coordinates[_splitAxes[node]] < _splitValues[node] ? 1 : 2);
        return node - _splitAxes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int leaf, int[] order, float[] coordinates, double[] norms)
    {
        Vector512<float> low = Vector512.Create(float.PositiveInfinity), high = Vector512.Create(float.NegativeInfinity);
        Span<float> groups = Groups.AsSpan(GroupStarts[leaf] * GroupLength, (GroupStarts[leaf + 1] - GroupStarts[leaf]) * GroupLength);
        groups.Fill(float.PositiveInfinity);
        LowestRows[leaf] = int.MaxValue;
        for (int i = LeafStarts[leaf]; i < LeafStarts[leaf + 1]; i++)
        {
            int inLeaf = i - LeafStarts[leaf];
            Span<float> group = groups[(inLeaf / GroupRowCount * GroupLength)..];
            LowestRows[leaf] = Math.Min(LowestRows[leaf], Rows[i]);
            Norms[leaf] = Math.Max(Norms[leaf], norms[order[i]]);
            ReadOnlySpan<float> place = coordinates.AsSpan(order[i] * Axes.Count, Axes.Count);
            for (int axis = 0; axis < place.Length; axis++) group[(axis * GroupRowCount) + (inLeaf % GroupRowCount)] = place[axis];
            Vector512<float> box = Vector512.Create(place);
            low = Vector512.Min(low, box);
            high = Vector512.Max(high, box);
        }

        low.CopyTo(Lows, leaf * PrincipalAxes.BlockCount);
        high.CopyTo(Highs, leaf * PrincipalAxes.BlockCount);
    }
}
