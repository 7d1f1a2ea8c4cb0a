namespace FraudMl;

/// <summary>A dataset's rows by entity, each entity's in time order, with the columns that its windows read.</summary>
internal sealed class EntityRows
{
    private const int RowsPerPart = 65_536;
    private readonly int[] _rows;
    private readonly int[] _starts;
    private readonly int[] _parts;
    private readonly ReadOnlyMemory<long> _times;
    private readonly ReadOnlyMemory<bool> _labels;
    private readonly float[][] _numbers;
    private readonly ulong[][] _texts;

    public EntityRows(Dataset data, EntityWindows windows, int[] order)
    {
        _times = data.Timestamps.ToArray();
        _labels = data.HasLabels ? data.Labels.ToArray() : default;
        _numbers = [.. windows.NumberColumns.Select(name => ((NumberColumn)data[name]).Values.ToArray())];
        _texts = [.. windows.TextColumns.Select(name => Hashes((TextColumn)data[name]))];
        (int[] entities, int count) = EntityCodes.Of([.. windows.Keys.Select(key => ((TextColumn)data[key]).Codes.ToArray())]);
        _starts = new int[count + 2];
        foreach (int entity in entities) _starts[entity + 2]++;
        for (int i = 1; i < _starts.Length; i++) _starts[i] += _starts[i - 1];
        int[] next = [.. _starts];
        _rows = new int[order.Length];
        foreach (int row in order) _rows[next[entities[row] + 1]++] = row;
        _parts = Parts(count);
    }

    public int PartCount => _parts.Length - 1;

    public ReadOnlySpan<int> WithoutEntity => _rows.AsSpan(0, _starts[1]);

    public ReadOnlySpan<int> Of(int entity) => _rows.AsSpan(_starts[entity + 1].._starts[entity + 2]);

    public (int First, int End) EntitiesOf(int part) => (_parts[part], _parts[part + 1]);

    public EntityHistory NewHistory() => new(_numbers.Length, _texts.Length);

    public long Append(EntityHistory history, int row)
    {
        long added = history.Insert(_times.Span[row], 0, !_labels.IsEmpty && _labels.Span[row]);
        for (int i = 0; i < _numbers.Length; i++) history.Number(i, added) = _numbers[i][row];
        for (int i = 0; i < _texts.Length; i++) history.Text(i, added) = _texts[i][row];
        return added;
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

    private static ulong[] Hashes(TextColumn column)
    {
        ulong[] hashes = [.. column.Dictionary.Texts.Select(text => TextHash.Of(text))];
        var rows = new ulong[column.RowCount];
        for (int row = 0; row < rows.Length; row++) rows[row] = column.Codes[row] is >= 0 and var code ? hashes[code] : TextHash.Missing;
        return rows;
    }
}
