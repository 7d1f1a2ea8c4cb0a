namespace FraudMl;

/// <summary>The splits of a decision tree over one column (Breiman et al. 1984): Gini impurity, best split first.</summary>
internal static class TreeEdges
{
    /// <summary>Returns the interior edges, ascending, each halfway between two neighbouring values.</summary>
    /// <param name="frauds">The sorted values of the frauds.</param>
    /// <param name="others">The sorted values of the other rows.</param>
    /// <param name="leafCount">The most leaves.</param>
    /// <param name="minimumCount">The fewest rows of a leaf.</param>
    public static double[] Of(double[] frauds, double[] others, int leafCount, int minimumCount)
    {
        (double[] values, int[] fraudsBefore, int[] rowsBefore) = Merge(frauds, others);
        var edges = new List<double>();
        var open = new PriorityQueue<(int First, int Split, int End), (double, int)>();
        Consider(0, values.Length);
        while (edges.Count < leafCount - 1 && open.TryDequeue(out var leaf, out _))
        {
            edges.Add((values[leaf.Split - 1] + values[leaf.Split]) / 2);
            Consider(leaf.First, leaf.Split);
            Consider(leaf.Split, leaf.End);
        }

        edges.Sort();
        return [.. edges];

        // Queues the best split of a range of distinct values, if there is one that helps. A leaf's Gini impurity times its rows is
        // 2 (p − p² / n) with p frauds among n rows, so a split gains what the sum of p² / n does.
        void Consider(int first, int end)
        {
            double frauds = fraudsBefore[end] - fraudsBefore[first], rows = rowsBefore[end] - rowsBefore[first];
            (double best, int split) = (((frauds * frauds) / rows) + 1e-12, -1);
            for (int i = first + 1; i < end; i++)
            {
                double below = rowsBefore[i] - rowsBefore[first], above = rows - below;
                if (below < minimumCount || above < minimumCount) continue;
                double fraudsBelow = fraudsBefore[i] - fraudsBefore[first], fraudsAbove = frauds - fraudsBelow;
                double sum = ((fraudsBelow * fraudsBelow * above) + (fraudsAbove * fraudsAbove * below)) / (below * above);
                if (sum > best) (best, split) = (sum, i);
            }

            if (split > 0) open.Enqueue((first, split, end), ((frauds * frauds / rows) - best, first));
        }
    }

    // The distinct values, and how many frauds and rows lie before each.
    private static (double[] Values, int[] FraudsBefore, int[] RowsBefore) Merge(double[] frauds, double[] others)
    {
        int count = frauds.Length + others.Length;
        var (values, fraudsBefore, rowsBefore) = (new double[count], new int[count + 1], new int[count + 1]);
        (int fraud, int other, int next) = (0, 0, 0);
        while (fraud < frauds.Length || other < others.Length)
        {
            double value = Math.Min(
                fraud < frauds.Length ? frauds[fraud] : double.PositiveInfinity,
                other < others.Length ? others[other] : double.PositiveInfinity);
            (values[next], fraudsBefore[next], rowsBefore[next]) = (value, fraud, fraud + other);
            next++;
            while (fraud < frauds.Length && frauds[fraud] == value) fraud++;
            while (other < others.Length && others[other] == value) other++;
        }

        (fraudsBefore[next], rowsBefore[next]) = (fraud, fraud + other);
        return (values[..next], fraudsBefore, rowsBefore);
    }
}
