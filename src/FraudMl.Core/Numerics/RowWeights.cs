namespace FraudMl;

/// <summary>The weights of rows as doubles.</summary>
internal static class RowWeights
{
    /// <summary>Returns the weights; null where all rows count the same.</summary>
    public static double[]? Of(ReadOnlyMemory<float> weights) => Of(weights.Span);

    /// <summary>Returns the weights; null where all rows count the same.</summary>
    public static double[]? Of(ReadOnlySpan<float> weights) =>
        weights.IsEmpty ? null : Array.ConvertAll(weights.ToArray(), weight => (double)weight);

    /// <summary>Returns the weights, 1 for each row where all count the same.</summary>
    public static double[] OrOnes(ReadOnlyMemory<float> weights, int rowCount) => Of(weights) ?? [.. Enumerable.Repeat(1.0, rowCount)];
}
