namespace FraudMl;

internal static class RowPicking
{
    /// <summary>Returns training rows, each taken over unchanged, with their origins.</summary>
    public static ResampledRows Pick(this TrainingData data, int[] rows, string method, int seed)
    {
        TrainingData picked = data with
        {
            Matrix = data.Matrix.Take(rows),
            Labels = Taken(data.Labels, rows),
            Weights = data.Weights.IsEmpty ? default : Taken(data.Weights, rows),
        };
        return new ResampledRows(picked, Array.ConvertAll(rows, RowOrigin.Of), ClassShares.Shift(data, picked, isExact: true), method, seed);
    }

    private static T[] Taken<T>(ReadOnlyMemory<T> values, int[] rows)
    {
        ReadOnlySpan<T> from = values.Span;
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = from[rows[i]];
        return taken;
    }
}
