namespace FraudMl;

/// <summary>Principal components of a table (Jolliffe 2002): eigenvectors of the covariance matrix, with n − 1.</summary>
/// <param name="Means">The mean of each column.</param>
/// <param name="Components">Unit vectors, one per component, largest variance first; the largest entry of each is positive.</param>
/// <param name="Variances">The variance along each component.</param>
/// <param name="TotalVariance">The sum of the variances of all components, those left out included.</param>
internal sealed record PrincipalComponents(double[] Means, double[][] Components, double[] Variances, double TotalVariance)
{
    private const int ChunkRowCount = 1024;

    /// <summary>Learns all components; there are never more than columns or rows.</summary>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="copy">Copies a column's values from a first row on into a span.</param>
    public static PrincipalComponents Of(int columns, int rowCount, Action<int, int, Span<double>> copy)
    {
        double[][] chunk = [.. Enumerable.Range(0, columns).Select(_ => new double[Math.Min(ChunkRowCount, rowCount)])];
        var means = new double[columns];
        ForEachChunk(length =>
        {
            for (int i = 0; i < columns; i++)
            {
                foreach (double value in chunk[i].AsSpan(0, length)) means[i] += value;
            }
        });
        for (int i = 0; i < columns; i++) means[i] /= rowCount;

        double[][] covariance = [.. Enumerable.Range(0, columns).Select(_ => new double[columns])];
        ForEachChunk(length =>
        {
            for (int i = 0; i < columns; i++)
            {
                foreach (ref double value in chunk[i].AsSpan(0, length)) value -= means[i];
                for (int j = 0; j <= i; j++) covariance[i][j] += Sums.OfProducts(chunk[i].AsSpan(0, length), chunk[j]);
            }
        });
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j <= i; j++) covariance[i][j] = covariance[j][i] = covariance[i][j] / Math.Max(1, rowCount - 1);
        }

        (double[] variances, double[][] vectors) = SymmetricEigen.Of(covariance);
        int count = Math.Min(columns, rowCount);
        foreach (double[] vector in vectors) Orient(vector);
        variances = [.. variances.Select(variance => Math.Max(0, variance))];
        return new PrincipalComponents(means, vectors[..count], variances[..count], variances.Sum());

        void ForEachChunk(Action<int> use)
        {
            for (int first = 0; first < rowCount; first += ChunkRowCount)
            {
                int length = Math.Min(ChunkRowCount, rowCount - first);
                for (int i = 0; i < columns; i++) copy(i, first, chunk[i].AsSpan(0, length));
                use(length);
            }
        }
    }

    /// <summary>Returns the fewest components whose share of the variance exceeds the given one.</summary>
    public int CountFor(double varianceRatio)
    {
        double sum = 0;
        for (int i = 0; i < Variances.Length; i++)
        {
            sum += Variances[i] / TotalVariance;
            if (sum > varianceRatio) return i + 1;
        }

        return Variances.Length;
    }

    private static void Orient(double[] vector)
    {
        double largest = vector[0];
        foreach (double entry in vector)
        {
            if (Math.Abs(entry) > Math.Abs(largest)) largest = entry;
        }

        if (largest >= 0) return;
        foreach (ref double entry in vector.AsSpan()) entry = -entry;
    }
}
