namespace FraudMl;

internal static class SyntheticRows
{
    /// <summary>Returns the training rows followed by those that the origins describe: x + λ·(neighbour − x), with the weight of x.</summary>
    public static TrainingData Append(TrainingData data, RowOrigin[] origins, bool label)
    {
        int columns = data.Matrix.ColumnCount;
        int kept = data.Labels.Length;
        var values = new float[(long)origins.Length * columns];
        data.Matrix.Values.Span.CopyTo(values);
        var labels = new bool[origins.Length];
        data.Labels.Span.CopyTo(labels);
        labels.AsSpan(kept).Fill(label);
        for (int row = kept; row < origins.Length; row++)
            Interpolate(data.Matrix, origins[row], values.AsSpan(row * columns, columns));
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
