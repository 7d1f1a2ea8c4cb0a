namespace FraudMl;

/// <summary>A dataset's rows by entity, each entity's in time order, with the values that its windows read in that order too.</summary>
internal sealed class EntityRows
{
    private const int RowsPerPart = 65_536;
    private readonly int[] _starts;
    private readonly int[] _parts;
    private readonly long[] _times;
    private readonly bool[]? _labels;
    private readonly float[][] _numbers;
    private readonly ulong[][] _texts;

    public EntityRows(Dataset data, EntityWindows windows, int[] order)
    {
        (int[] entities, int count) = EntityCodes.Of([.. windows.Keys.Select(key => ((TextColumn)data[key]).Codes.ToArray())]);
        _starts = Starts(entities, count);
        int[] next = [.. _starts];
        Places = new int[order.Length];
        foreach (int row in order) Places[row] = next[entities[row] + 1]++;
        _parts = Parts(count);
        _times = Placed(data.Timestamps);
        _labels = data.HasLabels ? Placed(data.Labels) : null;
        _numbers = [.. windows.NumberColumns.Select(name => Placed(((NumberColumn)data[name]).Values))];
        _texts = [.. windows.TextColumns.Select(name => Placed<ulong>(TextHash.Of((TextColumn)data[name])))];
    }

    /// <summary>Where each row of the dataset stands here.</summary>
    public int[] Places { get; }

    public int PartCount => _parts.Length - 1;

    /// <summary>How many rows have no entity; they stand first.</summary>
    public int WithoutEntity => _starts[1];

    public (int First, int End) EntitiesOf(int part) => (_parts[part], _parts[part + 1]);

    public (int First, int End) PlacesOf(int entity) => (_starts[entity + 1], _starts[entity + 2]);

    public EntityHistory NewHistory() => new(new HistoryLayout(_numbers.Length, _texts.Length));

    public long Append(EntityHistory history, int place)
    {
        long added = history.Insert(_times[place], 0, _labels is not null && _labels[place]);
        for (int i = 0; i < _numbers.Length; i++) history.SetNumber(i, added, _numbers[i][place]);
        for (int i = 0; i < _texts.Length; i++) history.SetText(i, added, _texts[i][place]);
        return added;
    }

    // The rows without an entity, number -1, come first.
    private static int[] Starts(int[] entities, int count)
    {
        int[] starts = new int[count + 2];
        foreach (int entity in entities) starts[entity + 2]++;
        for (int i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        return starts;
    }

    private int[] Parts(int entityCount)
    {
        var parts = new List<int> { 0 };
        int begun = _starts[1];
        for (int entity = 0; entity < entityCount; entity++)
        {
            if (_starts[entity + 2] - begun < RowsPerPart && entity + 1 < entityCount) continue;
            parts.Add(entity + 1);
            begun = _starts[entity + 2];
        }

        return [.. parts];
    }

    private T[] Placed<T>(ReadOnlySpan<T> values)
    {
        var placed = new T[values.Length];
        for (int row = 0; row < placed.Length; row++) placed[Places[row]] = values[row];
        return placed;
    }
}
