namespace FraudMl;

/// <summary>k-means: seeded by k-means++ (Arthur and Vassilvitskii, SODA 2007), improved by Lloyd's passes.</summary>
/// <remarks>Centres are fitted on at most max(20·k, 20,000) rows, drawn at random, in at most 20 passes; then
/// every row is assigned.</remarks>
internal sealed record KMeansClusters(FeatureMatrix Centers, int[] Assignments)
{
    private const int PassCount = 20;
    private const int RowsPerCluster = 20;
    private const int SmallestSample = 20_000;

    public static KMeansClusters Of(FeatureMatrix matrix, int[] rows, int count, Random random, ResamplingContext context)
    {
        int[] sample = [.. rows];
        random.Shuffle(sample);
        sample = sample[..(int)Math.Min(rows.Length, Math.Max((long)RowsPerCluster * count, SmallestSample))];
        Array.Sort(sample);
        FeatureMatrix centers = matrix.Take(Spread(matrix, sample, count, random, context.CancellationToken));
        int[] assigned = [];
        for (int pass = 0; pass < PassCount; pass++)
        {
            int[] before = assigned;
            assigned = Assign(matrix, sample, centers, context);
            if (assigned.AsSpan().SequenceEqual(before)) break;
            centers = Means(matrix, sample, assigned, centers);
        }

        return new KMeansClusters(centers, Assign(matrix, rows, centers, context));
    }

    private static int[] Assign(FeatureMatrix matrix, int[] rows, FeatureMatrix centers, ResamplingContext context)
    {
        ParallelOptions parallel = Chunks.Of(context);
        NeighborTree tree = NeighborTree.Of(centers, [.. Enumerable.Range(0, centers.RowCount)], parallel);
        Neighbor[] nearest = NeighborList.Empty(rows.Length);
        new NeighborSearch(tree, matrix, parallel).Run(rows, 1, nearest);
        return Array.ConvertAll(nearest, neighbor => neighbor.Row);
    }

    // Each next centre is a row drawn in proportion to its squared distance from the nearest centre so far.
    private static int[] Spread(FeatureMatrix matrix, int[] sample, int count, Random random, CancellationToken cancellationToken)
    {
        var table = new DistanceTable(matrix, sample);
        var distances = new double[table.Capacity];
        var nearest = new double[sample.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        int[] centers = new int[count];
        int next = random.Next(sample.Length);
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            centers[i] = sample[next];
            table.Measure(matrix.Row(centers[i]), distances);
            double sum = 0;
            for (int row = 0; row < nearest.Length; row++) sum += nearest[row] = Math.Min(nearest[row], distances[row]);
            double left = random.NextDouble() * sum;
            for (next = 0; next < nearest.Length - 1 && (left -= nearest[next]) >= 0;) next++;
        }

        return centers;
    }

    // A cluster that lost all its rows keeps its centre.
    private static FeatureMatrix Means(FeatureMatrix matrix, int[] rows, int[] assigned, FeatureMatrix centers)
    {
        int columns = matrix.ColumnCount;
        var sums = new double[centers.RowCount * columns];
        int[] counts = new int[centers.RowCount];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = matrix.Row(rows[i]);
            Span<double> sum = sums.AsSpan(assigned[i] * columns, columns);
            for (int column = 0; column < columns; column++) sum[column] += row[column];
            counts[assigned[i]]++;
        }

        float[] values = centers.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            if (counts[i / columns] > 0) values[i] = (float)(sums[i] / counts[i / columns]);
        }

        return new FeatureMatrix(values, centers.RowCount, centers.Columns);
    }
}
