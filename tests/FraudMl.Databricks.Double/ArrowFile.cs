using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using K4os.Compression.LZ4.Streams;

namespace FraudMl.Databricks.Double;

/// <summary>Writes rows as an Arrow stream, whole or packed, with buffers packed or not.</summary>
public static class ArrowFile
{
    /// <summary>Returns a stream of record batches.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="batchRowCount">Rows of a batch.</param>
    /// <param name="packsFile">Whether the whole is an LZ4 frame.</param>
    /// <param name="packsBuffers">Whether each buffer is one.</param>
    public static byte[] Of(
        IReadOnlyList<DoubleColumn> columns, IReadOnlyList<object?[]> rows, int batchRowCount, bool packsFile, bool packsBuffers)
    {
        var schema = new Schema([.. columns.Select(column => new Field(column.Name, TypeOf(column), nullable: true))], metadata: null);
        using var file = new MemoryStream();
        Stream target = packsFile ? LZ4Stream.Encode(file, leaveOpen: true) : file;
        var options = new IpcOptions();
        if (packsBuffers)
            (options.CompressionCodecFactory, options.CompressionCodec) = (new CompressionCodecFactory(), CompressionCodecType.Lz4Frame);
        using (var writer = new ArrowStreamWriter(target, schema, leaveOpen: true, options))
        {
            writer.WriteStart();
            foreach (object?[][] batch in rows.Chunk(batchRowCount))
            {
                using var record = new RecordBatch(schema,
                    columns.Select((column, i) => ArrayOf(schema.GetFieldByIndex(i).DataType, batch.Select(row => row[i]))), batch.Length);
                writer.WriteRecordBatch(record);
            }

            writer.WriteEnd();
        }

        if (packsFile) target.Dispose();
        return file.ToArray();
    }

    private static IArrowType TypeOf(DoubleColumn column) => column.TypeName switch
    {
        "BOOLEAN" => BooleanType.Default,
        "BYTE" => Int8Type.Default,
        "SHORT" => Int16Type.Default,
        "INT" => Int32Type.Default,
        "LONG" => Int64Type.Default,
        "FLOAT" => FloatType.Default,
        "DOUBLE" => DoubleType.Default,
        "DECIMAL" => new Decimal128Type(column.Digits.Precision, column.Digits.Scale),
        "DATE" => Date32Type.Default,
        "TIMESTAMP" => new TimestampType(TimeUnit.Microsecond, "Europe/Berlin"),
        "TIMESTAMP_NTZ" => new TimestampType(TimeUnit.Microsecond, (string?)null),
        "NULL" => NullType.Default,
        _ => StringType.Default,
    };

    private static IArrowArray ArrayOf(IArrowType type, IEnumerable<object?> values) => type switch
    {
        BooleanType => Fill(new BooleanArray.Builder(), values, (to, value) => to.Append(Convert.ToInt64(value) != 0),
            to => to.AppendNull()).Build(),
        Int8Type => Fill(new Int8Array.Builder(), values, (to, value) => to.Append(Convert.ToSByte(value)),
            to => to.AppendNull()).Build(),
        Int16Type => Fill(new Int16Array.Builder(), values, (to, value) => to.Append(Convert.ToInt16(value)),
            to => to.AppendNull()).Build(),
        Int32Type => Fill(new Int32Array.Builder(), values, (to, value) => to.Append(Convert.ToInt32(value)),
            to => to.AppendNull()).Build(),
        Int64Type => Fill(new Int64Array.Builder(), values, (to, value) => to.Append(Convert.ToInt64(value)),
            to => to.AppendNull()).Build(),
        FloatType => Fill(new FloatArray.Builder(), values, (to, value) => to.Append(Convert.ToSingle(value)),
            to => to.AppendNull()).Build(),
        DoubleType => Fill(new DoubleArray.Builder(), values, (to, value) => to.Append(Convert.ToDouble(value)),
            to => to.AppendNull()).Build(),
        Decimal128Type of => Fill(new Decimal128Array.Builder(of), values, (to, value) => to.Append(DecimalText(value!, of.Scale)),
            to => to.AppendNull()).Build(),
        Date32Type => Fill(new Date32Array.Builder(), values, (to, value) => to.Append(TimeOf(value!)),
            to => to.AppendNull()).Build(),
        TimestampType of => Fill(new TimestampArray.Builder(of), values, (to, value) => to.Append(TimeOf(value!)),
            to => to.AppendNull()).Build(),
        NullType => new NullArray(values.Count()),
        _ => Fill(new StringArray.Builder(), values,
            (to, value) => to.Append(Convert.ToString(value, CultureInfo.InvariantCulture)),
            to => to.AppendNull()).Build(),
    };

    /// <summary>Returns a DECIMAL with all its digits.</summary>
    public static string DecimalText(object value, int scale) => value is string text
        ? text : Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("F" + scale, CultureInfo.InvariantCulture);

    /// <summary>Returns the time that a text says, in UTC where it says no zone.</summary>
    public static DateTimeOffset TimeOf(object value) =>
        DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static TBuilder Fill<TBuilder>(
        TBuilder builder, IEnumerable<object?> values, Action<TBuilder, object?> append, Action<TBuilder> appendNull)
    {
        foreach (object? value in values)
        {
            if (value is null) appendNull(builder);
            else append(builder, value);
        }

        return builder;
    }
}
