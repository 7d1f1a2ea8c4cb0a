using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>Walks over a dataset's rows for ML.NET.</summary>
internal sealed class DatasetCursor(Dataset data, DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    : DataViewRowCursor
{
    private readonly HashSet<int> _active = [.. columnsNeeded.Select(column => column.Index)];
    private int _row = -1;

    public override long Position => _row;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_row + 1 >= data.RowCount)
        {
            _row = -1;
            _active.Clear();
            return false;
        }

        _row++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
        return Getter(data.Columns[column.Index]) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, not {typeof(TValue).Name}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref value) => value = new DataViewRowId((ulong)_row, 0);

    private Delegate Getter(DataColumn column)
    {
        switch (column)
        {
            case TextColumn texts:
                ReadOnlyMemory<char>[] memories = [.. texts.Dictionary.Texts.Select(text => text.AsMemory())];
                return (ValueGetter<ReadOnlyMemory<char>>)((ref value) =>
                    value = texts.Codes[_row] >= 0 ? memories[texts.Codes[_row]] : default);
            case TimestampColumn times:
                return (ValueGetter<long>)((ref value) => value = times.Values[_row]);
            case NumberColumn when column.Is(ColumnRoles.Label):
                return (ValueGetter<bool>)((ref value) => value = data.Labels[_row]);
            default:
                return (ValueGetter<float>)((ref value) => value = ((NumberColumn)column).Values[_row]);
        }
    }
}
