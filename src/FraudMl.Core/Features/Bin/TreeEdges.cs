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

        // Queues the best split of a range of distinct values, if there is one that helps.
        void Consider(int first, int end)
        {
            (double best, int split) = (1e-12, -1);
            double whole = Impurity(first, end);
            for (int i = first + 1; i < end; i++)
            {
                if (rowsBefore[i] - rowsBefore[first] < minimumCount || rowsBefore[end] - rowsBefore[i] < minimumCount) continue;
                double gain = whole - Impurity(first, i) - Impurity(i, end);
                if (gain > best) (best, split) = (gain, i);
            }

            if (split > 0) open.Enqueue((first, split, end), (-best, first));
        }

        // Gini impurity times the number of rows, halved: frauds · others / rows.
        double Impurity(int first, int end)
        {
            double rows = rowsBefore[end] - rowsBefore[first], positive = fraudsBefore[end] - fraudsBefore[first];
            return positive * (rows - positive) / rows;
        }
    }

    // The distinct values, and how many frauds and rows lie before each.
    private static (double[] Values, int[] FraudsBefore, int[] RowsBefore) Merge(double[] frauds, double[] others)
    {
        var (values, fraudsBefore, rowsBefore) = (new List<double>(), new List<int>(), new List<int>());
        (int fraud, int other) = (0, 0);
        while (fraud < frauds.Length || other < others.Length)
        {
            double value = Math.Min(
                fraud < frauds.Length ? frauds[fraud] : double.PositiveInfinity,
                other < others.Length ? others[other] : double.PositiveInfinity);
            values.Add(value);
            fraudsBefore.Add(fraud);
            rowsBefore.Add(fraud + other);
            while (fraud < frauds.Length && frauds[fraud] == value) fraud++;
            while (other < others.Length && others[other] == value) other++;
        }

        return ([.. values], [.. fraudsBefore, fraud], [.. rowsBefore, fraud + other]);
    }
}
