namespace FraudMl;

/// <summary>Values of a column whose length is not known yet: chunks, so that growing copies nothing.</summary>
internal sealed class ColumnBuffer<T>
{
    private const int ChunkBits = 16;
    private readonly List<T[]> _chunks = [];

    /// <summary>Sets a row's value; rows come in order, and the last one may be set again.</summary>
    public void Set(int row, T value)
    {
        int chunk = row >> ChunkBits;
        if (chunk == _chunks.Count) _chunks.Add(new T[1 << ChunkBits]);
        _chunks[chunk][row & ((1 << ChunkBits) - 1)] = value;
    }

    /// <summary>Returns the first rows as one array and lets go of the chunks but the first, for rows that follow.</summary>
    public T[] Take(int rowCount)
    {
        var values = new T[rowCount];
        for (int chunk = 0; chunk << ChunkBits < rowCount; chunk++)
        {
            int first = chunk << ChunkBits;
            _chunks[chunk].AsSpan(0, Math.Min(1 << ChunkBits, rowCount - first)).CopyTo(values.AsSpan(first));
        }

        if (_chunks.Count > 1) _chunks.RemoveRange(1, _chunks.Count - 1);
        return values;
    }
}
