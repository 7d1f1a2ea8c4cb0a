namespace FraudMl;

/// <summary>Pearson's correlation of columns, each with each, over the rows that have both values.</summary>
/// <remarks>Rows are taken in fixed chunks whose sums are added in order, so that the result does not depend on
/// the number of threads.</remarks>
internal static class PairwiseCorrelation
{
    private const int ChunkSize = 1 << 15;
    private const int BlockSize = 512;

    public static CorrelationTable Of(IReadOnlyList<NumberColumn> columns, CancellationToken cancellationToken)
    {
        int count = columns.Count, chunkCount = ((columns[0].RowCount - 1) / ChunkSize) + 1;
        double[] means = [.. columns.Select(Mean)];
        bool[] gaps = [.. columns.Select(column => column.Values.ContainsNaN())];
        var sums = new PairSums[chunkCount];
        Parallel.For(0, chunkCount, new() { CancellationToken = cancellationToken }, chunk =>
        {
            sums[chunk] = new PairSums(count, gaps);
            sums[chunk].Add(columns, means, chunk * ChunkSize, Math.Min(columns[0].RowCount, (chunk + 1) * ChunkSize), BlockSize);
        });
        for (int chunk = 1; chunk < chunkCount; chunk++) sums[0].Add(sums[chunk]);
        return new([.. columns.Select(column => column.Name)],
            [.. Enumerable.Range(0, count)
                .Select(i => (IReadOnlyList<double?>)[.. Enumerable.Range(0, count)
                    .Select(j => sums[0].Correlation(Math.Min(i, j), Math.Max(i, j)))])]);
    }

    private static double Mean(NumberColumn column)
    {
        (double sum, int count) = (0, 0);
        foreach (float value in column.Values)
        {
            if (float.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }
}
