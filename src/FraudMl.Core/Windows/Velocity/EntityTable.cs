using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>The entities of a group by name; found without making a text of the name.</summary>
internal sealed class EntityTable(EntityGroup group)
{
    private const int ShardCount = 64;
    private readonly Shard[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new Shard())];

    public int Count => _shards.Sum(shard => shard.Count);

    /// <summary>Returns an entity; a new one where there is none.</summary>
    public EntityState Open(string first, string? second)
    {
        var name = new EntityName(first, second);
        Shard shard = ShardOf(name);
        lock (shard)
        {
            if (shard.TryGet(name, out EntityState? state)) return state;
            state = new EntityState(group, second is null ? first : first + second, first.Length);
            shard.Add(state);
            return state;
        }
    }

    public bool TryGet(string first, string? second, [NotNullWhen(true)] out EntityState? state)
    {
        var name = new EntityName(first, second);
        Shard shard = ShardOf(name);
        lock (shard) return shard.TryGet(name, out state);
    }

    /// <summary>Returns the entities, a part of them after the other; what is added or forgotten meanwhile may be missing.</summary>
    public IEnumerable<EntityState> All()
    {
        foreach (Shard shard in _shards)
        {
            EntityState[] states;
            lock (shard) states = shard.ToArray();
            foreach (EntityState state in states) yield return state;
        }
    }

    /// <summary>Forgets the entities whose last event is older than a time.</summary>
    public void Sweep(long horizon)
    {
        foreach (Shard shard in _shards)
        {
            lock (shard) shard.Sweep(horizon);
        }
    }

    private Shard ShardOf(in EntityName name) => _shards[(int)((uint)Names.HashOf(name) >> 26)];

    private sealed class Shard
    {
        private readonly HashSet<EntityState> _states;
        private readonly HashSet<EntityState>.AlternateLookup<EntityName> _byName;

        public Shard()
        {
            _states = new HashSet<EntityState>(Names.Instance);
            _byName = _states.GetAlternateLookup<EntityName>();
        }

        public int Count => _states.Count;

        public bool TryGet(in EntityName name, [NotNullWhen(true)] out EntityState? state) => _byName.TryGetValue(name, out state);

        public void Add(EntityState state) => _states.Add(state);

        public EntityState[] ToArray() => [.. _states];

        public void Sweep(long horizon) => _states.RemoveWhere(state =>
        {
            lock (state) return state.IsGone = state.LastTime < horizon;
        });
    }

    private sealed class Names : IEqualityComparer<EntityState>, IAlternateEqualityComparer<EntityName, EntityState>
    {
        public static Names Instance { get; } = new();

        // Seeded in each process: nobody can choose names that all fall into one place.
        public static int HashOf(in EntityName name) =>
            HashCode.Combine(
            string.GetHashCode(name.First, StringComparison.Ordinal), string.GetHashCode(name.Second, StringComparison.Ordinal));

        public bool Equals(EntityName name, EntityState state) =>
            name.First.SequenceEqual(state.FirstText) && name.Second.SequenceEqual(state.SecondText);

        public int GetHashCode(EntityName name) => HashOf(name);

        public EntityState Create(EntityName name) => throw new NotSupportedException("Entities are made by their group.");

        public bool Equals(EntityState? x, EntityState? y) => ReferenceEquals(x, y);

        public int GetHashCode(EntityState state) => HashOf(new EntityName(state.FirstText, state.SecondText));
    }
}
