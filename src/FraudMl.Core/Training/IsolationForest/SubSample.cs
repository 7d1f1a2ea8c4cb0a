namespace FraudMl;

/// <summary>Draws the rows of isolation trees, without repeats; a row that weighs more is drawn sooner.</summary>
internal sealed class SubSample
{
    private readonly int[] _rows;
    private readonly float[]? _weights;

    private SubSample(int[] rows, float[]? weights) => (_rows, _weights) = (rows, weights);

    /// <value>The rows that weigh more than 0.</value>
    public int RowCount => _rows.Length;

    public static SubSample Of(TrainingData data)
    {
        ReadOnlyMemory<float> weights = data.Weights;
        int[] rows = [.. Enumerable.Range(0, data.Matrix.RowCount).Where(row => weights.IsEmpty || weights.Span[row] > 0)];
        float[] kept = weights.IsEmpty ? [] : Array.ConvertAll(rows, row => weights.Span[row]);
        return new SubSample(rows, kept.AsSpan().ContainsAnyExcept(kept.FirstOrDefault()) ? kept : null);
    }

    /// <summary>Returns as many rows as asked for.</summary>
    public int[] Draw(int count, ref SplitMix64 random)
    {
        if (count == _rows.Length) return [.. _rows];
        return _weights is null ? Equal(count, ref random) : Weighted(count, ref random);
    }

    // Floyd's algorithm (Bentley and Floyd 1987): as many draws as rows.
    private int[] Equal(int count, ref SplitMix64 random)
    {
        var drawn = new HashSet<int>(count);
        for (int last = _rows.Length - count; last < _rows.Length; last++)
        {
            int place = random.Below(last + 1);
            if (!drawn.Add(place)) drawn.Add(last);
        }

        return [.. drawn.Order().Select(place => _rows[place])];
    }

    // The rows with the smallest −ln(u) / weight (Efraimidis and Spirakis 2006).
    private int[] Weighted(int count, ref SplitMix64 random)
    {
        var smallest = new PriorityQueue<int, double>(count + 1);
        for (int place = 0; place < _rows.Length; place++)
        {
            double key = Math.Log(1 - random.NextDouble()) / _weights![place];
            if (smallest.Count < count) smallest.Enqueue(place, key);
            else smallest.EnqueueDequeue(place, key);
        }

        return [.. smallest.UnorderedItems.Select(item => item.Element).Order().Select(place => _rows[place])];
    }
}
