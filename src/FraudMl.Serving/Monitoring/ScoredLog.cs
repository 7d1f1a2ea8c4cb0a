using System.Runtime.InteropServices;

namespace FraudMl.Serving;

/// <summary>
/// The scored transactions that labels are awaited for, found by their id; the oldest are forgotten beyond a number or an age. Not
/// thread-safe.
/// </summary>
internal sealed class ScoredLog(int maximumCount, TimeSpan maximumAge)
{
    private const int ChunkSize = 4096;

    private readonly List<Chunk> _chunks = [];
    private readonly Dictionary<ulong, long> _places = [];
    private readonly ulong _seed = BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)) | 1;
    private readonly long _longestChunk = (long)maximumAge.TotalMilliseconds / 16;
    private long _first;

    /// <value>The transactions that are remembered.</value>
    public long Count => _chunks.Sum(chunk => (long)chunk.Count);

    /// <value>From when on nothing was forgotten, in milliseconds since 1970.</value>
    public long CompleteSince { get; private set; } = long.MinValue;

    /// <summary>Takes a transaction; one that is scored again counts where it was scored last, with the label that it has.</summary>
    public void Add(ReadOnlySpan<byte> id, ScoredEntry entry)
    {
        if (_chunks.Count == 0 || _chunks[^1].Count == ChunkSize || entry.Time - _chunks[^1].Entries[0].Time > _longestChunk)
        {
            Forget(entry.Time);
            _chunks.Add(new Chunk());
        }

        ref long place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, Hash(id), out bool isThere);
        if (isThere && EntryAt(place) is { Chunk: { } earlier } at && earlier.IdOf(at.Index).SequenceEqual(id))
        {
            ref ScoredEntry before = ref earlier.Entries[at.Index];
            entry.Marks |= before.Marks & (ScoredMarks.Labelled | ScoredMarks.Fraud);
            entry.LabelTime = before.LabelTime;
            before.Marks |= ScoredMarks.Superseded;
        }

        place = _first + ((_chunks.Count - 1L) * ChunkSize) + _chunks[^1].Count;
        _chunks[^1].Add(id, entry);
    }

    /// <summary>Finds a transaction.</summary>
    /// <returns>The entry, to be changed in place; a null reference when it is not remembered.</returns>
    public ref ScoredEntry Find(ReadOnlySpan<byte> id)
    {
        if (_places.TryGetValue(Hash(id), out long place) && EntryAt(place) is { Chunk: { } chunk } at
            && chunk.IdOf(at.Index).SequenceEqual(id))
            return ref chunk.Entries[at.Index];
        return ref System.Runtime.CompilerServices.Unsafe.NullRef<ScoredEntry>();
    }

    /// <summary>Returns what is remembered now; entries may still get labels.</summary>
    public IReadOnlyList<ArraySegment<ScoredEntry>> Entries() =>
        [.. _chunks.Select(chunk => new ArraySegment<ScoredEntry>(chunk.Entries, 0, chunk.Count))];

    private (Chunk? Chunk, int Index) EntryAt(long place) =>
        place < _first ? default : (_chunks[(int)((place - _first) / ChunkSize)], (int)((place - _first) % ChunkSize));

    // Whole chunks go: between the bound and the bound less one chunk are kept.
    private void Forget(long now)
    {
        long oldest = now - (long)maximumAge.TotalMilliseconds;
        while (_chunks.Count > 0 && (Count > Math.Max(0, maximumCount - ChunkSize) || _chunks[0].Last.Time < oldest))
        {
            Chunk gone = _chunks[0];
            for (int i = 0; i < gone.Count; i++)
            {
                ulong hash = Hash(gone.IdOf(i));
                if (_places.TryGetValue(hash, out long place) && place == _first + i) _places.Remove(hash);
            }

            CompleteSince = gone.Last.Time + 1;
            _chunks.RemoveAt(0);
            _first += ChunkSize;
        }
    }

    // Eight bytes at a time, by a multiplier that nobody outside knows: ids come from whoever sends transactions.
    private ulong Hash(ReadOnlySpan<byte> id)
    {
        ulong hash = _seed ^ (ulong)id.Length;
        for (; id.Length >= 8; id = id[8..]) hash = Mixed(hash ^ MemoryMarshal.Read<ulong>(id));
        ulong rest = 0;
        foreach (byte value in id) rest = (rest << 8) | value;
        return Mixed(hash ^ rest);
    }

    private ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value, _seed * 0x9E3779B97F4A7C15, out ulong low);
        return high ^ low ^ (value >> 29);
    }

    private sealed class Chunk
    {
        private readonly int[] _ends = new int[ChunkSize];
        private byte[] _ids = new byte[ChunkSize * 16];

        public ScoredEntry[] Entries { get; } = new ScoredEntry[ChunkSize];

        public int Count { get; private set; }

        public ref readonly ScoredEntry Last => ref Entries[Count - 1];

        public ReadOnlySpan<byte> IdOf(int index) => _ids.AsSpan((index == 0 ? 0 : _ends[index - 1])..(_ends[index]));

        public void Add(ReadOnlySpan<byte> id, in ScoredEntry entry)
        {
            int start = Count == 0 ? 0 : _ends[Count - 1];
            if (_ids.Length - start < id.Length) Array.Resize(ref _ids, Math.Max(_ids.Length * 2, start + id.Length));
            id.CopyTo(_ids.AsSpan(start));
            _ends[Count] = start + id.Length;
            Entries[Count++] = entry;
        }
    }
}
