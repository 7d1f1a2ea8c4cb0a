using System.Text;
using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of bytes without a word about what they are, as Hive and Impala write texts.</summary>
internal sealed class ParquetBytes(DataField field, ColumnReader? reader) : ParquetColumn(field, reader)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlyMemory<byte>[] _values = [];
    private ReadOnlyMemory<byte>?[] _orNull = [];

    public static bool IsBytes(Type type) => type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]);

    public override async Task LoadAsync(ParquetRowGroupReader rows, int count, CancellationToken cancellationToken)
    {
        if (Field.IsNullable)
        {
            _orNull = new ReadOnlyMemory<byte>?[count];
            await rows.ReadAsync<ReadOnlyMemory<byte>>(Field, _orNull.AsMemory(), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            _values = new ReadOnlyMemory<byte>[count];
            await rows.ReadAsync<ReadOnlyMemory<byte>>(Field, _values.AsMemory(), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public override (int Row, string Problem)? Collect(int first)
    {
        var texts = new string?[_values.Length + _orNull.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (this[i] is { } bytes && !TryText(bytes.Span, out texts[i])) return (first + i, NoText);
        }

        return SetAll<string?>(texts, first);
    }

    public override Task WriteAsync(ParquetRowGroupWriter rows, CancellationToken cancellationToken) => Field.IsNullable
        ? rows.WriteAsync<ReadOnlyMemory<byte>>(Field, _orNull.AsMemory(), cancellationToken: cancellationToken)
        : rows.WriteAsync<ReadOnlyMemory<byte>>(Field, _values.AsMemory(), cancellationToken: cancellationToken);

    public override void WriteCsv(TextWriter writer, int row)
    {
        if (this[row] is not { } bytes) return;
        if (!TryText(bytes.Span, out string? text))
            throw new FraudMlException($"Column '{Name}' has bytes that are no text in UTF-8, which CSV can't hold. Name the columns to "
                + "keep in ScoreFileOptions.Keep, or write Parquet.") { ColumnName = Name };
        writer.Write(CsvText.Quoted(text));
    }

    public override void Release() => (_values, _orNull) = ([], []);

    private string NoText => $"expected bytes that are text in UTF-8 (leave the column out with schema.Ignore(\"{Name}\"))";

    private ReadOnlyMemory<byte>? this[int row] => Field.IsNullable ? _orNull[row] : _values[row];

    private static bool TryText(ReadOnlySpan<byte> bytes, out string? text)
    {
        try
        {
            text = Strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }
}
