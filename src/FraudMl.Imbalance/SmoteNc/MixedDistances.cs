namespace FraudMl;

/// <summary>Where SMOTE-NC measures: numbers as they are, and each category as a one-hot column as high as half the median deviation of
/// the numbers allows.</summary>
/// <remarks>A column of height median / √2 makes two different categories lie one median apart, as in imbalanced-learn 0.14.</remarks>
internal sealed record MixedDistances(FeatureMatrix Matrix, double MedianDeviation)
{
    public static MixedDistances Of(FeatureMatrix matrix, CategoricalColumns columns, int[] rows, int[] measured)
    {
        double[] deviations = SmoothedBootstrap.Deviations(matrix, rows);
        double[] sorted = [.. columns.Continuous.Select(column => deviations[column]).Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        float height = (float)(median / Math.Sqrt(2));
        Dictionary<(int Feature, float Category), int> places = [];
        foreach (int row in measured)
        {
            for (int feature = 0; feature < columns.Count; feature++)
                places.TryAdd((feature, columns.Category(matrix.Row(row), feature)), columns.Continuous.Length + places.Count);
        }

        int width = columns.Continuous.Length + places.Count;
        var values = new float[FeatureMatrix.CellCount(matrix.RowCount, width)];
        foreach (int row in measured)
        {
            Span<float> made = values.AsSpan(row * width, width);
            for (int i = 0; i < columns.Continuous.Length; i++) made[i] = matrix.Row(row)[columns.Continuous[i]];
            for (int feature = 0; feature < columns.Count; feature++)
                made[places[(feature, columns.Category(matrix.Row(row), feature))]] = height;
        }

        return new MixedDistances(new FeatureMatrix(values, matrix.RowCount,
            [.. Enumerable.Range(0, width).Select(i => new FeatureColumn($"{i}", $"{i}"))]), median);
    }
}
