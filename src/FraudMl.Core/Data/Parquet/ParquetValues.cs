using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of values, null or not.</summary>
internal sealed class ParquetValues<T>(DataField field, ColumnReader reader) : ParquetColumn(field, reader)
    where T : struct
{
    public override async Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken)
    {
        if (Field.IsNullable)
        {
            var values = new T?[count];
            await rows.ReadAsync<T>(Field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return SetAll(values, first);
        }
        else
        {
            var values = new T[count];
            await rows.ReadAsync<T>(Field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return SetAll(values, first);
        }
    }
}
