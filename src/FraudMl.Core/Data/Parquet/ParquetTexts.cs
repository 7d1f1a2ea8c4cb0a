using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of texts.</summary>
internal sealed class ParquetTexts(DataField field, ColumnReader? reader) : ParquetColumn(field, reader)
{
    private string?[] _values = [];

    public override Task LoadAsync(ParquetRowGroupReader rows, int count, CancellationToken cancellationToken)
    {
        _values = new string?[count];
        return rows.ReadAsync(Field, _values.AsMemory(), cancellationToken: cancellationToken).AsTask();
    }

    public override (int Row, string Problem)? Collect(int first) => SetAll<string?>(_values, first);

    public override Task WriteAsync(ParquetRowGroupWriter rows, CancellationToken cancellationToken) => rows.WriteAsync(Field, _values!);

    public override void WriteCsv(TextWriter writer, int row) => writer.Write(CsvText.Quoted(_values[row]));

    public override void Release() => _values = [];
}
