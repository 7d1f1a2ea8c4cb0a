namespace FraudMl;

internal static class CenterRows
{
    /// <summary>Returns the row nearest to each centre, no row twice: of two centres with the same nearest row, the later
    /// one takes its next.</summary>
    public static int[] Nearest(FeatureMatrix matrix, int[] rows, FeatureMatrix centers, ResamplingContext context)
    {
        ParallelOptions parallel = Chunks.Of(context);
        NeighborTree tree = NeighborTree.Of(matrix, rows, parallel);
        int[] queries = [.. Enumerable.Range(0, centers.RowCount)];
        Neighbor[] nearest = NeighborList.Empty(queries.Length);
        new NeighborSearch(tree, centers, parallel).Run(queries, 1, nearest);
        var taken = new HashSet<int>();
        for (int i = 0; i < queries.Length; i++)
        {
            if (taken.Add(nearest[i].Row)) continue;
            Neighbor[] next = NeighborList.Empty(1);
            new NeighborSearch(tree, centers, parallel) { MayMeet = (_, row) => !taken.Contains(row) }.Run([i], 1, next);
            taken.Add((nearest[i] = next[0]).Row);
        }

        return Array.ConvertAll(nearest, neighbor => neighbor.Row);
    }
}
