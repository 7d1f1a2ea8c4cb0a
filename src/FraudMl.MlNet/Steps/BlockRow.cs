using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>One row of a block at a time, as ML.NET's mappers read it.</summary>
internal sealed class BlockRow(IReadOnlyList<SchemaColumn> inputs, DataViewSchema schema) : DataViewRow
{
    private readonly ReadOnlyMemory<char>[]?[] _texts = [.. inputs.Select(input => input.Texts?.Select(text => text.AsMemory()).ToArray())];
    private RowBlock _block = new(1);
    private int _row;
    private long _position = -1;

    // Mappers keep what they have computed for a position: it never comes back.
    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public void MoveTo(RowBlock block, int row)
    {
        (_block, _row) = (block, row);
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getter(column.Index) as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, not {typeof(TValue).Name}.");

    private Delegate Getter(int index)
    {
        // Beyond the inputs stands the label, which no scored row has.
        if (index >= inputs.Count) return (ValueGetter<bool>)((ref value) => value = false);
        int slot = inputs[index].Slot;
        if (inputs[index].Kind == ColumnKind.Number) return (ValueGetter<float>)((ref value) => value = _block.Numbers(slot)[_row]);
        if (inputs[index].Kind == ColumnKind.Timestamp) return (ValueGetter<long>)((ref value) => value = _block.Timestamps(slot)[_row]);
        ReadOnlyMemory<char>[] texts = _texts[index]!;
        return (ValueGetter<ReadOnlyMemory<char>>)((ref value) => value = _block.Codes(slot)[_row] is >= 0 and var code
            ? texts[code] : default);
    }
}
