using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>The search for few queries: every row is looked at once for each 64 of them, and no tree is built.</summary>
/// <remarks>Estimates in single precision exclude most rows; what is left is measured by <see cref="ExactDistance"/>.</remarks>
internal sealed class NeighborScan(FeatureMatrix matrix, int[] candidates, ParallelOptions parallel)
{
    /// <summary>The most queries for which this is quicker than building a tree.</summary>
    public const int QueryLimit = 1024;

    /// <value>Whether a row may be the neighbour of a query; null when all may.</value>
    public Func<int, int, bool>? MayMeet { get; init; }

    /// <summary>Puts the nearest rows of each query, nearest first, into empty places.</summary>
    public void Run(int[] queries, int k, Neighbor[] best) =>
        Parallel.For(0, (queries.Length + DistanceBlock.RowCount - 1) / DistanceBlock.RowCount, parallel, block =>
        {
            int first = block * DistanceBlock.RowCount, count = Math.Min(DistanceBlock.RowCount, queries.Length - first);
            Look(queries.AsSpan(first, count), k, best.AsSpan(first * k, count * k));
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(ReadOnlySpan<int> queries, int k, Span<Neighbor> best)
    {
        var block = new DistanceBlock(matrix, queries);
        Span<float> limits = stackalloc float[DistanceBlock.RowCount], here = stackalloc float[DistanceBlock.RowCount],
            next = stackalloc float[DistanceBlock.RowCount];
        limits.Fill(-1);
        limits[..queries.Length].Fill(float.PositiveInfinity);
        for (int i = 0; i < candidates.Length; i += 2)
        {
            int other = Math.Min(i + 1, candidates.Length - 1);
            block.Estimate(matrix.Row(candidates[i]), matrix.Row(candidates[other]), here, next);
            Take(queries, k, best, here, limits, candidates[i]);
            if (other > i) Take(queries, k, best, next, limits, candidates[other]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(ReadOnlySpan<int> queries, int k, Span<Neighbor> best, Span<float> estimates, Span<float> limits, int candidate)
    {
        for (int group = 0; group < DistanceBlock.RowCount; group += Vector512<float>.Count)
        {
            ulong near = Vector512.LessThanOrEqual(Vector512.Create<float>(estimates[group..]), Vector512.Create<float>(limits[group..]))
                .ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int query = group + BitOperations.TrailingZeroCount(near);
                limits[query] = Measure(queries[query], candidate, best.Slice(query * k, k));
            }
        }
    }

    private float Measure(int query, int candidate, Span<Neighbor> best)
    {
        if (candidate != query)
        {
            var found = new Neighbor(ExactDistance.Squared(matrix.Row(query), matrix.Row(candidate)), candidate);
            if (found.IsNearerThan(best[^1]) && MayMeet?.Invoke(query, candidate) != false) NeighborList.Insert(best, found);
        }

        return DistanceBlock.Above(best[^1].Squared, matrix.ColumnCount);
    }
}
