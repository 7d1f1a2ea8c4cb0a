using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of texts.</summary>
internal sealed class ParquetTexts(DataField field, ColumnReader reader) : ParquetColumn(field, reader)
{
    public override async Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken)
    {
        var values = new string?[count];
        await rows.ReadAsync(Field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return SetAll(values, first);
    }
}
