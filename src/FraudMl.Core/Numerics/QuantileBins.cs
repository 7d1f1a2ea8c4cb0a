namespace FraudMl;

/// <summary>
/// Bins at the quantiles of a reference. A value that repeats among the quantiles is heavy and has a bin of its own, between what lies
/// below and above it: merged with its neighbours, half of the rows could move there unseen.
/// </summary>
/// <param name="Edges">The distinct interior quantiles, ascending; a value on an edge that is not heavy is in the bin below it.</param>
/// <param name="Heavy">The edges that repeat among the quantiles, ascending.</param>
internal readonly record struct QuantileBins(double[] Edges, double[] Heavy)
{
    public int Count => Edges.Length + Heavy.Length + 1;

    /// <summary>Returns the bins of so many quantiles of ascending values; a single one of no values.</summary>
    public static QuantileBins Of(int count, Func<int, double> ascending, int binCount = 10)
    {
        if (count == 0) return new([], []);
        double step = 1.0 / binCount;
        var edges = new List<double>(binCount);
        var heavy = new List<double>();
        for (int i = 1; i < binCount; i++)
        {
            double edge = Quantiles.Linear(i * step, count, ascending);
            if (edges.Count == 0 || edges[^1] != edge) edges.Add(edge);
            else if (heavy.Count == 0 || heavy[^1] != edge) heavy.Add(edge);
        }

        return new([.. edges], [.. heavy]);
    }

    /// <inheritdoc cref="Of(int, Func{int, double}, int)"/>
    public static QuantileBins Of(double[] sorted) => Of(sorted.Length, rank => sorted[rank]);

    /// <summary>Returns the ends of each bin: both are the value in the bin of a heavy one, null where it has no end.</summary>
    public IReadOnlyList<(double? Low, double? High)> Ends()
    {
        var ends = new List<(double? Low, double? High)>(Count);
        double? low = null;
        foreach (double edge in Edges)
        {
            ends.Add((low, edge));
            if (IsHeavy(edge)) ends.Add((edge, edge));
            low = edge;
        }

        ends.Add((low, null));
        return ends;
    }

    /// <summary>Returns whether an edge has a bin of its own.</summary>
    public bool IsHeavy(double edge) => Array.IndexOf(Heavy, edge) >= 0;

    /// <summary>Returns how many of the ascending values lie in each bin.</summary>
    public int[] CountsOf(ReadOnlySpan<double> sorted)
    {
        var counts = new int[Count];
        int edge = 0, heavy = 0;
        foreach (double value in sorted)
        {
            Advance(value, ref edge, ref heavy);
            counts[edge + heavy]++;
        }

        return counts;
    }

    /// <summary>Goes on to the bin of the next one of ascending values, which is the sum of both.</summary>
    public void Advance(double value, ref int edge, ref int heavy)
    {
        while (edge < Edges.Length && Edges[edge] < value) edge++;
        while (heavy < Heavy.Length && Heavy[heavy] <= value) heavy++;
    }
}
