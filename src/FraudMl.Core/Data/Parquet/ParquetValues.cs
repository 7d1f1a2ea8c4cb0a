using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of values, null or not.</summary>
internal sealed class ParquetValues<T>(DataField field, ColumnReader? reader) : ParquetColumn(field, reader)
    where T : struct
{
    private T[] _values = [];
    private T?[] _orNull = [];
    private int _count;

    // Large arrays are rented: one for each column and row group would wait for a collection of everything.
    public override async Task LoadAsync(ParquetRowGroupReader rows, int count, CancellationToken cancellationToken)
    {
        Release();
        _count = count;
        if (Field.IsNullable)
        {
            _orNull = ArrayPool<T?>.Shared.Rent(count);
            await rows.ReadAsync<T>(Field, _orNull.AsMemory(0, count), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _values = ArrayPool<T>.Shared.Rent(count);
            await rows.ReadAsync<T>(Field, _values.AsMemory(0, count), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public override (int Row, string Problem)? Collect(int first)
    {
        if (typeof(T) == typeof(float) && Reader!.Floats(first, _count) is { IsEmpty: false } floats)
        {
            for (int i = 0; i < floats.Length; i++)
                floats[i] = (Field.IsNullable ? _orNull[i] : _values[i]) is { } value ? (float)(object)value : float.NaN;
            return null;
        }

        return Field.IsNullable ? SetAll<T?>(_orNull.AsSpan(0, _count), first) : SetAll<T>(_values.AsSpan(0, _count), first);
    }

    public override Task WriteAsync(ParquetRowGroupWriter rows, CancellationToken cancellationToken) => Field.IsNullable
        ? rows.WriteAsync<T>(Field, _orNull.AsMemory(0, _count), cancellationToken: cancellationToken)
        : rows.WriteAsync<T>(Field, _values.AsMemory(0, _count), cancellationToken: cancellationToken);

    public override void WriteCsv(TextWriter writer, int row)
    {
        if ((Field.IsNullable ? _orNull[row] : _values[row]) is { } value) CsvWriter.Value(writer, value);
    }

    public override void Release()
    {
        if (_orNull.Length > 0) ArrayPool<T?>.Shared.Return(_orNull, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        if (_values.Length > 0) ArrayPool<T>.Shared.Return(_values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        (_values, _orNull, _count) = ([], [], 0);
    }
}
