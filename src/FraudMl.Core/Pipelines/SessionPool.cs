namespace FraudMl;

/// <summary>Keeps the buffers of closed sessions for the next ones: a few of each size, and none of a huge batch.</summary>
internal sealed class SessionPool(FraudModel model)
{
    // A request, a block of a large request, a block of a dataset: a single row never drags the columns of a thousand through the cache.
    private static readonly int[] Capacities = [RowBlock.Padding, 256, FittedFeatures.BlockRowCount];

    private readonly SessionBuffers?[][] _idle = Array.ConvertAll(Capacities, _ => new SessionBuffers?[2 * Environment.ProcessorCount]);

    public ScoringSession Open(int rowCount)
    {
        int size = SizeOf(rowCount);
        SessionBuffers buffers = size < 0 ? new(model, rowCount) : Take(size) ?? new(model, Capacities[size]);
        return buffers.Begin(rowCount);
    }

    public void Give(SessionBuffers buffers)
    {
        int size = Array.IndexOf(Capacities, buffers.Block.Capacity);
        if (size < 0) return;
        foreach (ref SessionBuffers? place in _idle[size].AsSpan())
        {
            if (place is null && Interlocked.CompareExchange(ref place, buffers, null) is null) return;
        }
    }

    private SessionBuffers? Take(int size)
    {
        foreach (ref SessionBuffers? place in _idle[size].AsSpan())
        {
            if (place is { } idle && Interlocked.CompareExchange(ref place, null, idle) == idle) return idle;
        }

        return null;
    }

    private static int SizeOf(int rowCount)
    {
        for (int size = 0; size < Capacities.Length; size++)
        {
            if (rowCount <= Capacities[size]) return size;
        }

        return -1;
    }
}
