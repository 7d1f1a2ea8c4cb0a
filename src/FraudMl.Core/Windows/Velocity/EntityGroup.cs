using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>All entities of one definition.</summary>
internal sealed class EntityGroup(EntityWindows windows, IReadOnlyList<string> textColumns, IReadOnlyList<string> numberColumns)
{
    private readonly int[] _keys = Places(windows.Keys, textColumns);
    private readonly Func<EntityKey, EntityState> _create = _ => new EntityState(windows);

    public ConcurrentDictionary<EntityKey, EntityState> Entities { get; } = new();

    public bool IsPair => _keys.Length == 2;

    public int FeatureCount => windows.Features.Count;

    public int[] Texts { get; } = Places(windows.TextColumns, textColumns);

    public int[] Numbers { get; } = Places(windows.NumberColumns, numberColumns);

    public bool TryGetKey(in VelocityEvent transaction, out EntityKey key)
    {
        string? first = transaction.Texts[_keys[0]], second = IsPair ? transaction.Texts[_keys[1]] : null;
        key = new EntityKey(first!, second);
        return !string.IsNullOrWhiteSpace(first) && (!IsPair || !string.IsNullOrWhiteSpace(second));
    }

    public EntityState Open(in EntityKey key) => Entities.GetOrAdd(key, _create);

    /// <summary>Forgets the entities whose last event is older than a time.</summary>
    public void Sweep(long horizon)
    {
        foreach ((EntityKey key, EntityState state) in Entities)
        {
            lock (state)
            {
                if (state.History.LastTime >= horizon) continue;
                state.IsGone = true;
                Entities.TryRemove(key, out _);
            }
        }
    }

    private static int[] Places(IReadOnlyList<string> names, IReadOnlyList<string> columns) =>
        [.. names.Select(name => columns.Index().First(column => column.Item == name).Index)];
}
