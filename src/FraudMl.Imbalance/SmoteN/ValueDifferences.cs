namespace FraudMl;

internal static class ValueDifferences
{
    /// <summary>Returns a matrix whose Euclidean distances are the value difference metric (k = 1, r = 2; Wilson and
    /// Martinez, JAIR 6, 1997).</summary>
    /// <remarks>With two classes the difference of two categories is twice that of their shares of frauds, so the share
    /// stands for the category.</remarks>
    public static FeatureMatrix Of(TrainingData data, CategoricalColumns columns, int[] rows)
    {
        var values = new float[FeatureMatrix.CellCount(data.Matrix.RowCount, columns.Count)];
        for (int feature = 0; feature < columns.Count; feature++)
        {
            var counts = new Dictionary<float, (int Frauds, int All)>();
            foreach (int row in rows)
            {
                float category = columns.Category(data.Matrix.Row(row), feature);
                (int frauds, int all) = counts.GetValueOrDefault(category);
                counts[category] = (frauds + (data.Labels.Span[row] ? 1 : 0), all + 1);
            }

            foreach (int row in rows)
            {
                (int frauds, int all) = counts[columns.Category(data.Matrix.Row(row), feature)];
                values[(row * columns.Count) + feature] = 2f * frauds / all;
            }
        }

        return new FeatureMatrix(values, data.Matrix.RowCount,
            [.. Enumerable.Range(0, columns.Count).Select(i => new FeatureColumn($"{i}", $"{i}"))]);
    }
}
