namespace FraudMl;

/// <summary>Values of a column: one array where their number is known, else chunks, so that growing copies nothing.</summary>
internal sealed class ColumnBuffer<T>
{
    private const int ChunkBits = 16;
    private readonly List<T[]> _chunks = [];
    private T[] _whole = [];

    /// <summary>Makes room for all rows at once; memory is taken as they come. No more rows may be set then.</summary>
    public void Expect(int rowCount) => _whole = GC.AllocateUninitializedArray<T>(rowCount);

    /// <summary>Sets a row's value; rows come in order, and the last one may be set again.</summary>
    public void Set(int row, T value)
    {
        if (_whole.Length > 0)
        {
            _whole[row] = value;
            return;
        }

        int chunk = row >> ChunkBits;
        if (chunk == _chunks.Count) _chunks.Add(new T[1 << ChunkBits]);
        _chunks[chunk][row & ((1 << ChunkBits) - 1)] = value;
    }

    /// <summary>Returns the place of some rows, to be set at once; none where their number is not known.</summary>
    public Span<T> Room(int first, int count) => first + count <= _whole.Length ? _whole.AsSpan(first, count) : default;

    /// <summary>Returns the value of a row that was set.</summary>
    public T Get(int row) => _whole.Length > 0 ? _whole[row] : _chunks[row >> ChunkBits][row & ((1 << ChunkBits) - 1)];

    /// <summary>Returns the first rows as one array and lets go of the chunks but the first, for rows that follow.</summary>
    public T[] Take(int rowCount)
    {
        if (_whole.Length > 0)
        {
            T[] whole = _whole;
            _whole = [];
            return whole.Length == rowCount ? whole : whole[..rowCount];
        }

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
