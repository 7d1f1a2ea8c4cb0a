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

    /// <inheritdoc/>
    public VelocityOutcome Observe(in VelocityEvent transaction, Span<double> features)
    {
        Require(transaction);
        if (features.Length != FeatureNames.Count)
            throw new FraudMlException($"Observe fills {FeatureNames.Count} features. Got room for {features.Length} instead.");
        features.Fill(double.NaN);
        if (Refusal(transaction.Timestamp) is { } refusal) return refusal;
        long newest = Advance(transaction.Timestamp);
        if (transaction.Timestamp < newest - _lateness) return VelocityOutcome.TooLate;

        long horizon = newest - _lateness - _reach;
        ulong id = TextHash.Of(transaction.Id);
        bool isNew = false, hasEntity = false;
        foreach (EntityGroup group in _groups)
        {
            if (group.TryGetKey(transaction, out EntityKey key))
            {
                isNew |= Observe(group, key, transaction, id, horizon, features[..group.FeatureCount]);
                hasEntity = true;
            }

            features = features[group.FeatureCount..];
        }

        if (Interlocked.Decrement(ref _untilSweep) == 0) Sweep(horizon);
        return isNew || !hasEntity ? VelocityOutcome.Recorded : VelocityOutcome.Repeated;
    }

    /// <inheritdoc/>
    public bool Report(in VelocityEvent transaction, bool isFraud)
    {
        Require(transaction);
        ulong id = TextHash.Of(transaction.Id);
        bool found = false;
        foreach (EntityGroup group in _groups)
        {
            if (!group.TryGetKey(transaction, out EntityKey key) || !group.Entities.TryGetValue(key, out EntityState? state)) continue;
            lock (state) found |= state.Report(transaction.Timestamp, id, isFraud);
        }

        return found;
    }

    private static bool Observe(EntityGroup group, in EntityKey key, in VelocityEvent transaction, ulong id, long horizon,
        Span<double> features)
    {
        while (true)
        {
            EntityState state = group.Open(key);
            lock (state)
            {
                if (!state.IsGone) return state.Observe(transaction, id, group, horizon, features);
            }
        }
    }

    private void Require(in VelocityEvent transaction)
    {
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
        foreach (EntityGroup group in _groups) group.Sweep(horizon);
        Interlocked.Exchange(ref _untilSweep, Math.Max(LeastEventsBetweenSweeps, EntityCount));
    }

    /// <summary>Returns the windows that it keeps.</summary>
    public override string ToString() => $"velocity of {RecordText.List(Windows)}";
}
