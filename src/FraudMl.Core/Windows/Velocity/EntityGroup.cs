namespace FraudMl;

/// <summary>All entities of one definition.</summary>
internal sealed class EntityGroup
{
    private readonly int[] _keys;
    private WindowState[]? _states;

    public EntityGroup(EntityWindows windows, IReadOnlyList<string> textColumns, IReadOnlyList<string> numberColumns)
    {
        Windows = windows;
        _keys = Places(windows.Keys, textColumns);
        Texts = Places(windows.TextColumns, textColumns);
        Numbers = Places(windows.NumberColumns, numberColumns);
        ReadsLabels = windows.Features.Any(feature => feature.Function == WindowFunction.Risk);
        Layout = new HistoryLayout(Numbers.Length, Texts.Length, idBytes: ReadsLabels ? 6 : 5);
        Entities = new EntityTable(this);
    }

    public EntityWindows Windows { get; }

    public EntityTable Entities { get; }

    public HistoryLayout Layout { get; }

    public bool ReadsLabels { get; }

    public bool IsPair => _keys.Length == 2;

    public int FeatureCount => Windows.Features.Count;

    public int[] Texts { get; }

    public int[] Numbers { get; }

    /// <summary>Returns the names of a transaction's entity; false where one is missing.</summary>
    public bool TryGetKey(in VelocityEvent transaction, out string first, out string? second)
    {
        first = transaction.Texts[_keys[0]]!;
        second = IsPair ? transaction.Texts[_keys[1]] : null;
        return !string.IsNullOrWhiteSpace(first) && (!IsPair || !string.IsNullOrWhiteSpace(second));
    }

    /// <summary>Returns windows for an entity that keeps none; give them back.</summary>
    public WindowState[] TakeStates() => Interlocked.Exchange(ref _states, null) ?? WindowState.Of(Windows);

    public void GiveStates(WindowState[] states) => _states = states;

    private static int[] Places(IReadOnlyList<string> names, IReadOnlyList<string> columns) =>
        [.. names.Select(name => columns.Index().First(column => column.Item == name).Index)];
}
