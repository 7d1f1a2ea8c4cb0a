namespace FraudMl;

/// <summary>All entities of one definition.</summary>
internal sealed class EntityGroup
{
    private readonly int[] _keys;
    private WindowWalk? _walk;

    public EntityGroup(EntityWindows windows, IReadOnlyList<string> textColumns, IReadOnlyList<string> numberColumns)
    {
        Windows = windows;
        _keys = Places(windows.Keys, textColumns);
        Texts = Places(windows.TextColumns, textColumns);
        Numbers = Places(windows.NumberColumns, numberColumns);
        ReadsLabels = windows.Features.Any(feature => feature.Function == WindowFunction.Risk);
        Layout = new HistoryLayout(Numbers.Length, Texts.Length, idBytes: ReadsLabels ? 6 : 5);
        Plan = new WindowPlan(windows);
        Entities = new EntityTable(this);
    }

    public EntityWindows Windows { get; }

    public WindowPlan Plan { get; }

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

    /// <summary>Computes the features of an entity that keeps its events only.</summary>
    public void Walk(EntityHistory history, long row, Span<double> features)
    {
        WindowWalk walk = Interlocked.Exchange(ref _walk, null) ?? new WindowWalk(Plan);
        walk.Compute(history, row, features);
        _walk = walk;
    }

    private static int[] Places(IReadOnlyList<string> names, IReadOnlyList<string> columns) =>
        [.. names.Select(name => columns.Index().First(column => column.Item == name).Index)];
}
