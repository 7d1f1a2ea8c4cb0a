using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of values, null or not.</summary>
internal sealed class ParquetValues<T>(DataField field, ColumnReader? reader) : ParquetColumn(field, reader)
    where T : struct
{
    private T[] _values = [];
    private T?[] _orNull = [];

    public override async Task LoadAsync(ParquetRowGroupReader rows, int count, CancellationToken cancellationToken)
    {
        if (Field.IsNullable)
        {
            _orNull = new T?[count];
            await rows.ReadAsync<T>(Field, _orNull.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _values = new T[count];
            await rows.ReadAsync<T>(Field, _values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public override (int Row, string Problem)? Collect(int first)
    {
        if (typeof(T) == typeof(float) && Reader!.Floats(first, _values.Length + _orNull.Length) is { IsEmpty: false } floats)
        {
            for (int i = 0; i < _values.Length; i++) floats[i] = (float)(object)_values[i];
            for (int i = 0; i < _orNull.Length; i++) floats[i] = _orNull[i] is { } value ? (float)(object)value : float.NaN;
            return null;
        }

        return Field.IsNullable ? SetAll(_orNull, first) : SetAll(_values, first);
    }

    public override Task WriteAsync(ParquetRowGroupWriter rows, CancellationToken cancellationToken) => Field.IsNullable
        ? rows.WriteAsync<T>(Field, _orNull.AsMemory(), cancellationToken: cancellationToken)
        : rows.WriteAsync<T>(Field, _values.AsMemory(), cancellationToken: cancellationToken);

    public override void WriteCsv(TextWriter writer, int row)
    {
        if ((Field.IsNullable ? _orNull[row] : _values[row]) is { } value) CsvWriter.Value(writer, value);
    }

    public override void Release() => (_values, _orNull) = ([], []);
}
