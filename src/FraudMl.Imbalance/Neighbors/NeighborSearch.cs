using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>The shared search: exact nearest rows of a tree, a row itself left out by its index, the same bits for
/// any number of threads.</summary>
/// <remarks>
/// Sixteen rows at a time are excluded by their distance along the principal axes in single precision, with room for its rounding;
/// what is left is measured by <see cref="ExactDistance"/>. Batches of queries from one place share a leaf while it is in the cache.
/// </remarks>
internal sealed class NeighborSearch(NeighborTree tree, FeatureMatrix queries, ParallelOptions parallel)
{
    private const int BatchCount = 64;

    /// <value>Whether a row may be the neighbour of a query; null when all may.</value>
    public Func<int, int, bool>? MayMeet { get; init; }

    /// <summary>Puts the nearest rows of each query, nearest first, where they are nearer than what stands there.</summary>
    /// <param name="rows">The queries.</param>
    /// <param name="k">The places of each query.</param>
    /// <param name="best">Places that hold <see cref="Neighbor.None"/>, or a bound that neighbours must be nearer than.</param>
    /// <param name="scan">How far to go.</param>
    public void Run(int[] rows, int k, Neighbor[] best, Scan scan = Scan.Exact)
    {
        if (tree.Rows.Length == 0 || rows.Length == 0) return;
        float[] coordinates = GC.AllocateUninitializedArray<float>(FeatureMatrix.CellCount(rows.Length, tree.Axes.Count));
        var norms = new double[rows.Length];
        int[] homes = new int[rows.Length];
        Chunks.Run(rows.Length, parallel, (first, end) =>
        {
            for (int i = first; i < end; i++)
            {
                Span<float> place = coordinates.AsSpan(i * tree.Axes.Count, tree.Axes.Count);
                norms[i] = tree.Axes.Project(queries.Row(rows[i]), place);
                homes[i] = tree.LeafOf(place);
            }
        });
        int[] order = ByHome(homes);
        Parallel.For(0, (rows.Length + BatchCount - 1) / BatchCount, parallel, batch =>
        {
            Span<Query> active = stackalloc Query[BatchCount];
            int first = batch * BatchCount, count = Math.Min(BatchCount, rows.Length - first);
            for (int i = 0; i < count; i++)
            {
                int at = order[first + i];
                active[i] = new Query { Row = rows[at], At = at, Home = homes[at], Norm = norms[at], Bound = best[(at * k) + k - 1] };
            }

            Search(active[..count], coordinates, k, best, scan);
        });
    }

    private void Search(Span<Query> active, float[] coordinates, int k, Neighbor[] best, Scan scan)
    {
        for (int i = 0; i < active.Length; i++)
        {
            ref Query query = ref active[i];
            query.Wanted = scan == Scan.UntilFull ? query.Bound : default;
            Visit(ref query, query.Home, coordinates, best.AsSpan(query.At * k, k));
        }

        if (scan == Scan.HomeLeaf) return;
        int middle = active[active.Length / 2].Home, leaves = tree.LeafCount, left = active.Length;
        for (int step = 0; step < 2 * leaves && left > 0; step++)
        {
            int leaf = (step & 1) == 0 ? middle + (step >> 1) : middle - (step >> 1) - 1;
            if (leaf < 0 || leaf >= leaves) continue;
            for (int i = 0; i < left; i++)
            {
                ref Query query = ref active[i];
                if (leaf == query.Home) continue;
                Visit(ref query, leaf, coordinates, best.AsSpan(query.At * k, k));
                if (scan == Scan.UntilFull && query.Bound.IsNearerThan(query.Wanted)) active[i--] = active[--left];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(ref Query query, int leaf, float[] coordinates, Span<Neighbor> best)
    {
        if (query.Bound.Squared == 0 && tree.LowestRows[leaf] >= query.Bound.Row) return;
        ReadOnlySpan<float> place = coordinates.AsSpan(query.At * tree.Axes.Count, tree.Axes.Count);
        Vector512<float> at = Vector512.Create(place);
        ref float lows = ref tree.Lows[leaf * PrincipalAxes.BlockCount];
        ref float highs = ref tree.Highs[leaf * PrincipalAxes.BlockCount];
        Vector512<float> outside = Vector512.Max(Vector512.Max(Vector512.LoadUnsafe(ref lows) - at, at - Vector512.LoadUnsafe(ref highs)),
            Vector512<float>.Zero);
        float limit = Limit(query, leaf);
        if (Vector512.Sum(outside * outside) > limit) return;
        int group = tree.GroupStarts[leaf], end = tree.LeafStarts[leaf + 1];
        for (int first = tree.LeafStarts[leaf]; first < end; first += NeighborTree.GroupRowCount, group++)
        {
            ulong near = Near(group, place, limit);
            while (near != 0)
            {
                int candidate = first + BitOperations.TrailingZeroCount(near);
                if (candidate >= end) break;
                near &= near - 1;
                if (Measure(ref query, tree.Rows[candidate], best)) limit = Limit(query, leaf);
            }
        }
    }

    private bool Measure(ref Query query, int candidate, Span<Neighbor> best)
    {
        if (candidate == query.Row && ReferenceEquals(queries, tree.Matrix)) return false;
        var found = new Neighbor(ExactDistance.Squared(queries.Row(query.Row), tree.Matrix.Row(candidate)), candidate);
        if (!found.IsNearerThan(query.Bound) || MayMeet?.Invoke(query.Row, candidate) == false) return false;
        NeighborList.Insert(best, found);
        query.Bound = best[^1];
        return true;
    }

    // Which of a group's rows may lie within the limit; after every eight axes most groups have none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Near(int group, ReadOnlySpan<float> place, float limit)
    {
        ref float rows = ref tree.Groups[group * tree.GroupLength];
        ref float at = ref MemoryMarshal.GetReference(place);
        Vector512<float> bound = Vector512.Create(limit);
        Vector512<float> even = Vector512<float>.Zero, odd = Vector512<float>.Zero;
        for (int block = 0; block < place.Length; block += 8)
        {
            for (int axis = block; axis < block + 8; axis += 2)
            {
                even = Add(even, ref rows, ref at, axis);
                odd = Add(odd, ref rows, ref at, axis + 1);
            }

            if (Vector512.GreaterThanAll(even + odd, bound)) return 0;
        }

        return Vector512.LessThanOrEqual(even + odd, bound).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> sum, ref float rows, ref float at, int axis)
    {
        Vector512<float> difference = Vector512.LoadUnsafe(ref rows, (nuint)(axis * NeighborTree.GroupRowCount))
            - Vector512.Create(Unsafe.Add(ref at, axis));
        return Vector512.MultiplyAddEstimate(difference, difference, sum);
    }

    // Coordinates are rounded to single precision: by 6e-8 of a row's distance from the centre, and their squares by as much each.
    private float Limit(in Query query, int leaf)
    {
        double bound = (Math.Sqrt(query.Bound.Squared) * tree.Axes.Scale * (1 + 1e-5)) + (2e-7 * (query.Norm + tree.Norms[leaf]));
        return MathF.BitIncrement((float)(bound * bound));
    }

    private static int[] ByHome(int[] homes)
    {
        int[] order = [.. Enumerable.Range(0, homes.Length)];
        Array.Sort((int[])homes.Clone(), order);
        return order;
    }

    private struct Query
    {
        public int Row;
        public int At;
        public int Home;
        public double Norm;
        public Neighbor Bound;
        public Neighbor Wanted;
    }
}
