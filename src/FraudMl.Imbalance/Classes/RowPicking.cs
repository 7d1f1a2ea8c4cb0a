namespace FraudMl;

internal static class RowPicking
{
    /// <summary>Returns training rows, each taken over unchanged, with their origins; of a random sample of each class the prior
    /// correction is exact.</summary>
    public static ResampledRows Pick(this TrainingData data, int[] rows, string method, int seed, bool isRandom)
    {
        TrainingData picked = data.Copies(rows) with { Matrix = data.Matrix.Take(rows), Labels = Taken(data.Labels, rows) };
        return new ResampledRows(picked, Array.ConvertAll(rows, RowOrigin.Of), ClassShares.Shift(data, picked, isRandom), method, seed);
    }

    /// <summary>Returns what belongs to rows beside features and label, for rows that copy it from others.</summary>
    public static TrainingData Copies(this TrainingData data, int[] rows) => data with
    {
        Weights = Taken(data.Weights, rows),
        Timestamps = Taken(data.Timestamps, rows),
        Keys = data.Keys.ToDictionary(key => key.Key, key => Taken(key.Value, rows)),
    };

    /// <summary>Throws when a method has left one class out, which no learner can learn from.</summary>
    public static int[] RequireBothClasses(this TrainingData data, int[] kept, string who, string wayOut)
    {
        int frauds = kept.Count(row => data.Labels.Span[row]);
        if (frauds > 0 && frauds < kept.Length) return kept;
        throw new FraudMlException(
            $"{who} would leave {frauds} of {data.FraudCount} frauds and {kept.Length - frauds} of {data.Labels.Length - data.FraudCount} "
            + $"legitimate rows, and a learner needs both classes. {wayOut}");
    }

    private static ReadOnlyMemory<T> Taken<T>(ReadOnlyMemory<T> values, int[] rows)
    {
        if (values.IsEmpty) return values;
        ReadOnlySpan<T> from = values.Span;
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = from[rows[i]];
        return taken;
    }
}
