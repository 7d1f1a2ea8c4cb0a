namespace FraudMl;

/// <summary>A velocity store in memory: events are kept as long as a window can reach them, and snapshots go to a file.</summary>
/// <remarks>
/// An event costs the same whatever the windows hold, and allocates nothing for an entity that is known. A late or repeated event and a
/// reported label cost a walk over their entity's windows.
/// </remarks>
public sealed partial class VelocityStore : IVelocityStore
{
    private const int LeastEventsBetweenSweeps = 4096;
    private readonly EntityGroup[] _groups;
    private readonly VelocityStoreOptions _options;
    private readonly long _lateness;
    private readonly long _reach;
    private readonly Lock _saving = new();
    private long _newest = long.MinValue;
    private long _untilSweep = LeastEventsBetweenSweeps;

    /// <summary>Creates an empty store.</summary>
    /// <param name="windows">The definition, for example <c>model.Windows</c>.</param>
    /// <param name="options">How late events may be.</param>
    /// <exception cref="FraudMlException">Thrown when there is no feature or an option breaks its rule.</exception>
    public VelocityStore(IReadOnlyList<EntityWindows> windows, VelocityStoreOptions? options = null)
    {
        _options = options ?? new VelocityStoreOptions();
        _options.Validate();
        if (windows.Sum(entity => entity.Features.Count) == 0)
            throw new FraudMlException("A velocity store needs windows with features, for example those of a model: new "
                + "VelocityStore(model.Windows).");
        Windows = windows;
        FeatureNames = [.. windows.SelectMany(entity => entity.Features).Select(feature => feature.Name)];
        TextColumns = [.. windows.SelectMany(entity => entity.Keys.Concat(entity.TextColumns)).Distinct()];
        NumberColumns = [.. windows.SelectMany(entity => entity.NumberColumns).Distinct()];
        _groups = [.. windows.Select(entity => new EntityGroup(entity, TextColumns, NumberColumns))];
        _lateness = _options.Lateness.Ticks / TimeSpan.TicksPerMicrosecond;
        _reach = windows.Max(entity => entity.Reach).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    /// <inheritdoc/>
    public IReadOnlyList<EntityWindows> Windows { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TextColumns { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> NumberColumns { get; }

    /// <value>The number of entities and pairs that are kept.</value>
    public int EntityCount => _groups.Sum(group => group.Entities.Count);

    internal TimeSpan Lateness => _options.Lateness;

    /// <value>The time of the newest event.</value>
    internal long Newest => Volatile.Read(ref _newest);

    /// <inheritdoc/>
    public VelocityOutcome Observe(in VelocityEvent transaction, Span<double> features)
    {
        Require(transaction, features.Length);
        if (RefusalOf(transaction.Timestamp) is not { } refusal) return Accept(transaction, TextHash.Of(transaction.Id), features);
        features.Fill(double.NaN);
        return refusal;
    }

    /// <inheritdoc/>
    public bool Report(in VelocityEvent transaction, bool isFraud)
    {
        Require(transaction, FeatureNames.Count);
        return Report(transaction, TextHash.Of(transaction.Id), isFraud);
    }

    /// <summary>Returns why an event is not recorded; null where it is.</summary>
    internal VelocityOutcome? RefusalOf(long time) =>
        Refusal(time) ?? (time < Newest - _lateness && Newest != long.MinValue ? VelocityOutcome.TooLate : null);

    /// <summary>Records an event that the clock lets pass.</summary>
    internal VelocityOutcome Accept(in VelocityEvent transaction, ulong id, Span<double> features)
    {
        features.Fill(double.NaN);
        long newest = Advance(transaction.Timestamp);
        if (transaction.Timestamp < newest - _lateness) return VelocityOutcome.TooLate;

        long horizon = newest - _lateness - _reach;
        bool isNew = false, hasEntity = false;
        foreach (EntityGroup group in _groups)
        {
            if (group.TryGetKey(transaction, out string first, out string? second))
            {
                isNew |= Observe(group, first, second, transaction, id, horizon, features[..group.FeatureCount]);
                hasEntity = true;
            }

            features = features[group.FeatureCount..];
        }

        if (Interlocked.Decrement(ref _untilSweep) == 0) Sweep(horizon);
        return isNew || !hasEntity ? VelocityOutcome.Recorded : VelocityOutcome.Repeated;
    }

    internal bool Report(in VelocityEvent transaction, ulong id, bool isFraud)
    {
        bool found = false;
        foreach (EntityGroup group in _groups)
        {
            if (!group.TryGetKey(transaction, out string first, out string? second)
                || !group.Entities.TryGet(first, second, out EntityState? state)) continue;
            lock (state) found |= state.Report(transaction.Timestamp, id, isFraud);
        }

        return found;
    }

    /// <summary>Sets labels of events by the hashes of their ids: one walk over all events, however many labels there are.</summary>
    internal void Label(IReadOnlyDictionary<ulong, bool> labels)
    {
        foreach (EntityGroup group in _groups.Where(group => group.ReadsLabels))
        {
            var kept = new Dictionary<ulong, bool>();
            foreach ((ulong id, bool isFraud) in labels) kept[id & ((1UL << (8 * group.Layout.IdBytes)) - 1)] = isFraud;
            foreach (EntityState state in group.Entities.All())
            {
                lock (state) state.Label(kept);
            }
        }
    }

    /// <value>Whether a window reads labels.</value>
    internal bool ReadsLabels => _groups.Any(group => group.ReadsLabels);

    private static bool Observe(EntityGroup group, string first, string? second, in VelocityEvent transaction, ulong id, long horizon,
        Span<double> features)
    {
        while (true)
        {
            EntityState state = group.Entities.Open(first, second);
            lock (state)
            {
                if (!state.IsGone) return state.Observe(transaction, id, horizon, features);
            }
        }
    }

    /// <summary>Throws when an event, or the room for its features, is not what this store takes.</summary>
    internal void Require(in VelocityEvent transaction, int featureCount)
    {
        if (featureCount != FeatureNames.Count)
            throw new FraudMlException($"Observe fills {FeatureNames.Count} features. Got room for {featureCount} instead.");
        if (transaction.Texts.Length != TextColumns.Count || transaction.Numbers.Length != NumberColumns.Count)
        {
            throw new FraudMlException(
                $"An event of this store has {TextColumns.Count} texts ({string.Join(", ", TextColumns)}) and {NumberColumns.Count} "
                + $"numbers ({string.Join(", ", NumberColumns)}). Got {transaction.Texts.Length} "
                + $"and {transaction.Numbers.Length} instead.");
        }
    }

    // What no window could reckon with is told apart from what is only late: it may not become the newest event.
    private VelocityOutcome? Refusal(long time)
    {
        if (time == TimestampColumn.Missing) return VelocityOutcome.NoTime;
        if (time < -EntityWindows.FarthestTime) return VelocityOutcome.TooLate;
        if (time > EntityWindows.FarthestTime) return VelocityOutcome.TooEarly;
        return _options.Clock is { } clock && time > UtcTime.Microseconds(clock.GetUtcNow()) + _lateness ? VelocityOutcome.TooEarly : null;
    }

    private long Advance(long time)
    {
        long newest = Volatile.Read(ref _newest);
        while (time > newest)
        {
            long found = Interlocked.CompareExchange(ref _newest, time, newest);
            if (found == newest) return time;
            newest = found;
        }

        return newest;
    }

    // As many events lie between two sweeps as entities are kept, so that sweeping costs an event the same however many there are. Only the
    // event that counts down to zero sweeps, and the next count begins when it is done: there is never more than one.
    private void Sweep(long horizon)
    {
        foreach (EntityGroup group in _groups) group.Entities.Sweep(horizon);
        Interlocked.Exchange(ref _untilSweep, Math.Max(LeastEventsBetweenSweeps, EntityCount));
    }

    /// <summary>Returns the windows that it keeps.</summary>
    public override string ToString() => $"velocity of {RecordText.List(Windows)}";
}
