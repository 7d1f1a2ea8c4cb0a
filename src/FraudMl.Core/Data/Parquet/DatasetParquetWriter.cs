using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Writes a dataset as Parquet: row groups of about a million rows, Snappy.</summary>
internal static class DatasetParquetWriter
{
    private const int RowGroupSize = 1 << 20;

    // Away from the caller's context, which waits.
    public static void Write(Dataset data, string path, int rowGroupSize = RowGroupSize) =>
        WholeFile.Write(path, file => Task.Run(() => WriteAsync(data, file, 0, data.RowCount, rowGroupSize)).GetAwaiter().GetResult());

    /// <summary>Writes some rows as a file.</summary>
    public static async Task WriteAsync(Dataset data, Stream file, int firstRow, int rowCount, int rowGroupSize = RowGroupSize)
    {
        DataFile.RequireWholeTexts(data);
        foreach (TimestampColumn times in data.Columns.OfType<TimestampColumn>()) UtcTime.RequireDates(times, "Parquet");
        DataField[] fields = [.. data.Columns.Select(Field)];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file).ConfigureAwait(false);
        for (int done = 0; done < rowCount; done += rowGroupSize)
        {
            int first = firstRow + done, count = Math.Min(rowGroupSize, rowCount - done);
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++) await WriteAsync(rows, fields[i], data.Columns[i], first, count).ConfigureAwait(false);
            rows.CompleteValidate();
        }
    }

    // Missing is null, as other readers of Parquet expect; a column without any has no null to allow.
    private static DataField Field(DataColumn column) => column switch
    {
        TextColumn => new DataField<string>(column.Name),
        TimestampColumn times => new DateTimeDataField(
            column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros,
            isNullable: times.Values.Contains(TimestampColumn.Missing)),
        _ when column.Is(ColumnRoles.Label) => new DataField(column.Name, typeof(int), isNullable: false),
        NumberColumn { IsRounded: true } times => new DataField(column.Name, typeof(double), isNullable: times.Values.ContainsNaN()),
        NumberColumn numbers => new DataField(column.Name, typeof(float), isNullable: numbers.Values.ContainsNaN()),
        _ => throw new NotSupportedException(column.Kind.ToString()),
    };

    private static Task WriteAsync(ParquetRowGroupWriter rows, DataField field, DataColumn column, int first, int count)
    {
        switch (column)
        {
            case TextColumn texts:
                return rows.WriteAsync(field,
                    Array.ConvertAll(texts.Codes.Slice(first, count).ToArray(), code => code < 0 ? null! : texts.Dictionary.Texts[code]));
            case TimestampColumn times:
                long[] microseconds = times.Values.Slice(first, count).ToArray();
                return field.IsNullable
                    ? rows.WriteAsync<DateTime>(field,
                        Array.ConvertAll(microseconds, time => time == TimestampColumn.Missing ? (DateTime?)null : Time(time)).AsMemory())
                    : rows.WriteAsync<DateTime>(field, Array.ConvertAll(microseconds, Time).AsMemory());
            case NumberColumn { IsRounded: true } numbers:
                double[] exact = [.. Enumerable.Range(first, count).Select(numbers.Exact)];
                return field.IsNullable
                    ? rows.WriteAsync<double>(field, Array.ConvertAll(exact, value => double.IsNaN(value) ? (double?)null : value)
                        .AsMemory())
                    : rows.WriteAsync<double>(field, exact.AsMemory());
            default:
                float[] values = ((NumberColumn)column).Values.Slice(first, count).ToArray();
                return field.ClrType == typeof(int) ? rows.WriteAsync<int>(field, Array.ConvertAll(values, value => (int)value).AsMemory())
                    : field.IsNullable ? rows.WriteAsync<float>(field,
                        Array.ConvertAll(values, value => float.IsNaN(value) ? (float?)null : value).AsMemory())
                    : rows.WriteAsync<float>(field, values.AsMemory());
        }
    }

    private static DateTime Time(long microseconds) => DateTime.UnixEpoch.AddMicroseconds(microseconds);
}
