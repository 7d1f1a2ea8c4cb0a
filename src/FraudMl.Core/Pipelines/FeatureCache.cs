namespace FraudMl;

/// <summary>The features that trials share: each fold and list of steps is fitted once, and the least used go when there is no more room,
/// with what learners made of them.</summary>
/// <remarks>Every trial has a seed of its own. Whether steps read it is seen while they are fitted; what was made by a seed is not kept.
/// Thread-safe; who comes while another fits the same waits for it.</remarks>
internal sealed class FeatureCache(long maximumBytes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FeatureKey, Entry> _entries = [];
    private long _bytes, _preparedBytes, _useCount;

    /// <value>How many were found and need not be made.</value>
    public int HitCount { get; private set; }

    /// <summary>Returns the features of a key, made or found.</summary>
    public FoldFeatures Get(FeatureKey key, StepContext context, Func<StepContext, FoldFeatures> make)
    {
        Entry? entry;
        bool isOwn;
        lock (_gate)
        {
            isOwn = !_entries.TryGetValue(key, out entry);
            if (isOwn) _entries[key] = entry = new Entry(key);
            entry!.LastUse = ++_useCount;
        }

        if (isOwn) return Make(entry, context, make);
        entry.Made.Task.Wait(context.CancellationToken);
        if (entry.Made.Task.Result is not { } found) return make(context);
        lock (_gate) HitCount++;
        return found;
    }

    public void Dispose()
    {
        Entry[] left;
        lock (_gate)
        {
            left = [.. _entries.Values];
            _entries.Clear();
        }

        foreach (Entry entry in left) entry.Prepared?.Dispose();
    }

    private FoldFeatures Make(Entry entry, StepContext context, Func<StepContext, FoldFeatures> make)
    {
        bool readsSeed = false, isDone = false;
        FoldFeatures? kept = null;
        try
        {
            FoldFeatures made = make(context with { OnSeedRead = () => readsSeed = true });
            isDone = true;
            if (readsSeed || made.Bytes > maximumBytes) return made;
            kept = made;
            made.KeepPrepared(MayKeep);
            entry.Prepared = made.Prepared;
            return made;
        }
        finally
        {
            // One that failed or was cancelled is tried again by the next.
            if (isDone) Keep(entry, entry.Key.Bytes + (kept?.Bytes ?? 0));
            else lock (_gate) _entries.Remove(entry.Key);
            entry.Made.SetResult(kept);
        }
    }

    // Learners' part has what room the features leave.
    private bool MayKeep(long bytes)
    {
        lock (_gate)
        {
            if (bytes > 0 && _bytes + _preparedBytes + bytes > maximumBytes) return false;
            _preparedBytes += bytes;
            return true;
        }
    }

    private void Keep(Entry entry, long bytes)
    {
        List<Entry> gone = [];
        Entry[] crowded;
        lock (_gate)
        {
            entry.Bytes = bytes;
            _bytes += bytes;
            while (_bytes > maximumBytes && _entries.Values.Where(other => other.Bytes > 0 && other != entry).MinBy(other => other.LastUse)
                is { } oldest)
            {
                _entries.Remove(oldest.Key);
                _bytes -= oldest.Bytes;
                gone.Add(oldest);
            }

            crowded = _bytes + _preparedBytes > maximumBytes ? [.. _entries.Values.OrderBy(other => other.LastUse)] : [];
        }

        // Not under the lock: whoever gives rows back holds theirs and asks for ours.
        foreach (Entry old in gone) old.Prepared?.Dispose();
        foreach (Entry other in crowded) other.Prepared?.Clear();
    }

    private sealed class Entry(FeatureKey key)
    {
        public FeatureKey Key => key;

        /// <value>Null where it is not kept.</value>
        public TaskCompletionSource<FoldFeatures?> Made { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PreparedRows? Prepared { get; set; }

        public long LastUse { get; set; }

        public long Bytes { get; set; }
    }
}
