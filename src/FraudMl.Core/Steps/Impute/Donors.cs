namespace FraudMl;

/// <summary>The training rows that missing values are taken from.</summary>
internal static class Donors
{
    /// <summary>Returns the columns of all rows, or of as many as allowed, drawn by the seed and kept in their order.</summary>
    public static float[][] Of(TrainingRows rows, IReadOnlyList<SchemaColumn> inputs, int maximumCount, int seed)
    {
        int[] chosen = Draw(rows.Block.RowCount, maximumCount, seed);
        return [.. inputs.Select(input => rows.Numbers(input).ToArray().Pick(chosen))];
    }

    // Floyd's sampling without replacement: memory for the rows drawn only.
    private static int[] Draw(int rowCount, int count, int seed)
    {
        if (rowCount <= count) return [.. Enumerable.Range(0, rowCount)];
        var random = new Random(seed);
        var drawn = new HashSet<int>(count);
        for (int row = rowCount - count; row < rowCount; row++)
        {
            if (!drawn.Add(random.Next(row + 1))) drawn.Add(row);
        }

        return [.. drawn.Order()];
    }
}
