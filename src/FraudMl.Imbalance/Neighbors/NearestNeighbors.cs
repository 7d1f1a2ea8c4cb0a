namespace FraudMl;

/// <summary>The k nearest of some rows, by the search that suits them.</summary>
internal sealed class NearestNeighbors(FeatureMatrix matrix, int[] candidates, ResamplingContext context)
{
    private readonly ParallelOptions _parallel = Chunks.Of(context);
    private readonly Lazy<NeighborTree> _tree = new(() => NeighborTree.Of(matrix, candidates, Chunks.Of(context)));

    /// <value>Whether rows may have missing values; distances then use the columns that both rows have.</value>
    public bool AllowMissing { get; init; }

    /// <value>Whether a row may be the neighbour of a query; null when all may.</value>
    public Func<int, int, bool>? MayMeet { get; init; }

    /// <summary>Returns k places for each query, nearest first, a row itself left out by its index; <see cref="Neighbor.None"/>
    /// where there are fewer.</summary>
    public Neighbor[] Of(int[] queries, int k)
    {
        Neighbor[] best = NeighborList.Empty((long)queries.Length * k);
        if (AllowMissing) Compare(queries, k, best);
        else if (queries.Length <= NeighborScan.QueryLimit && !_tree.IsValueCreated)
            new NeighborScan(matrix, candidates, _parallel) { MayMeet = MayMeet }.Run(queries, k, best);
        else new NeighborSearch(_tree.Value, matrix, _parallel) { MayMeet = MayMeet }.Run(queries, k, best);
        return best;
    }

    private void Compare(int[] queries, int k, Neighbor[] best) => Parallel.For(0, queries.Length, _parallel, i =>
    {
        Span<Neighbor> places = best.AsSpan(i * k, k);
        ReadOnlySpan<float> query = matrix.Row(queries[i]);
        foreach (int candidate in candidates)
        {
            if (candidate == queries[i]) continue;
            var found = new Neighbor(ExactDistance.SquaredOfPresent(query, matrix.Row(candidate)), candidate);
            if (found.IsNearerThan(places[^1]) && !double.IsInfinity(found.Squared) && MayMeet?.Invoke(queries[i], candidate) != false)
                NeighborList.Insert(places, found);
        }
    });
}
