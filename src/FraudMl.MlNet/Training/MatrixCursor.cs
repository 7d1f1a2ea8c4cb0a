using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>One pass over a <see cref="MatrixView"/>; a row is written into ML.NET's own reused buffer.</summary>
internal sealed class MatrixCursor(MatrixView view, IEnumerable<DataViewSchema.Column> active, CancellationToken cancellation) : DataViewRowCursor
{
    private readonly HashSet<int> _active = [.. active.Select(column => column.Index)];
    private readonly int _rowCount = view.Data.Matrix.RowCount;
    private int _row = -1;

    public override DataViewSchema Schema => view.Schema;

    public override long Position => _row;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if ((_row & 1023) == 0) cancellation.ThrowIfCancellationRequested();
        if (_row + 1 >= _rowCount) return false;
        _row++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Name switch
        {
            MatrixView.Label => (ValueGetter<bool>)((ref bool label) => label = view.Data.Labels.Span[_row]),
            MatrixView.Features => (ValueGetter<VBuffer<float>>)Features,
            _ => (ValueGetter<float>)((ref float weight) => weight = view.Data.Weights.Span[_row]),
        };
        return (ValueGetter<TValue>)getter;
    }

    private void Features(ref VBuffer<float> features)
    {
        ReadOnlySpan<float> row = view.Data.Matrix.Row(_row);
        VBufferEditor<float> editor = VBufferEditor.Create(ref features, row.Length);
        if (view.Scaling is { } scaling) scaling.Apply(row, editor.Values);
        else if (view.Order is { } order) for (int i = 0; i < order.Length; i++) editor.Values[i] = row[order[i]];
        else row.CopyTo(editor.Values);
        features = editor.Commit();
    }
}
