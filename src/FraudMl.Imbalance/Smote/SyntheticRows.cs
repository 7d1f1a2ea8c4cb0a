namespace FraudMl;

internal static class SyntheticRows
{
    private const int RowsPerTask = 4096;

    /// <summary>Returns the training rows followed by those that the origins describe: x + λ·(neighbour − x), with the weight of x.</summary>
    public static TrainingData Append(TrainingData data, RowOrigin[] origins, bool label, int threadCount)
    {
        int columns = data.Matrix.ColumnCount;
        int kept = data.Labels.Length;
        float[] values = GC.AllocateUninitializedArray<float>(origins.Length * columns);
        var labels = new bool[origins.Length];
        data.Labels.Span.CopyTo(labels);
        labels.AsSpan(kept).Fill(label);
        int tasks = (origins.Length + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threadCount) }, task =>
        {
            int end = Math.Min((task + 1) * RowsPerTask, origins.Length);
            for (int row = task * RowsPerTask; row < end; row++)
            {
                Span<float> made = values.AsSpan(row * columns, columns);
                if (row < kept) data.Matrix.Row(row).CopyTo(made);
                else Interpolate(data.Matrix, origins[row], made);
            }
        });
        return data with
        {
            Matrix = new FeatureMatrix(values, origins.Length, data.Matrix.Columns),
            Labels = labels,
            Weights = data.Weights.IsEmpty ? default : Array.ConvertAll(origins, origin => data.Weights.Span[origin.Parent]),
        };
    }

    // In double, so that the result stays between the two rows and huge values do not overflow.
    private static void Interpolate(FeatureMatrix matrix, RowOrigin origin, Span<float> row)
    {
        ReadOnlySpan<float> parent = matrix.Row(origin.Parent);
        ReadOnlySpan<float> neighbor = matrix.Row(origin.Neighbor);
        for (int column = 0; column < row.Length; column++)
            row[column] = (float)(parent[column] + (origin.Lambda * ((double)neighbor[column] - parent[column])));
    }
}
