using System.Text;
using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads a Parquet column of bytes without a word about what they are, as Hive and Impala write texts.</summary>
internal sealed class ParquetBytes(DataField field, ColumnReader reader) : ParquetColumn(field, reader)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsBytes(Type type) => type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]);

    public override async Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count, CancellationToken cancellationToken)
    {
        var texts = new string?[count];
        if (Field.IsNullable)
        {
            var values = new ReadOnlyMemory<byte>?[count];
            await rows.ReadAsync<ReadOnlyMemory<byte>>(Field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                if (values[i] is { } bytes && !TryText(bytes.Span, out texts[i])) return (first + i, NoText);
            }
        }
        else
        {
            var values = new ReadOnlyMemory<byte>[count];
            await rows.ReadAsync<ReadOnlyMemory<byte>>(Field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                if (!TryText(values[i].Span, out texts[i])) return (first + i, NoText);
            }
        }

        return SetAll(texts, first);
    }

    private string NoText => $"expected bytes that are text in UTF-8 (leave the column out with schema.Ignore(\"{Name}\"))";

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
