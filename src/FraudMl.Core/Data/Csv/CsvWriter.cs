using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FraudMl;

internal static class CsvWriter
{
    public static void Write(Dataset data, string path) => WholeFile.Write(path, file =>
    {
        using Stream packed = Packed(file, path);
        Write(data, packed);
    });

    /// <summary>Returns a stream that packs by gzip where the name asks for it.</summary>
    public static Stream Packed(Stream file, string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true) : file;

    /// <summary>Writes a value of any type that a column can have, so that it reads back as itself.</summary>
    public static void Value<T>(TextWriter writer, T value)
        where T : struct
    {
        switch (value)
        {
            case float number: Number(writer, number); break;
            case double number: Number(writer, number); break;
            case Half number: Number(writer, (float)number); break;
            case bool truth: writer.Write(truth ? "true" : "false"); break;
            case DateTime time: Time(writer, UtcTime.Microseconds(UtcTime.InUtc(time))); break;
            case DateTimeOffset time: Time(writer, UtcTime.Microseconds(time.UtcDateTime)); break;
            case DateOnly date: writer.Write(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: Number(writer, span.TotalSeconds); break;
            case TimeOnly time: Number(writer, time.ToTimeSpan().TotalSeconds); break;
            case ReadOnlyMemory<char> text: writer.Write(CsvText.Quoted(text.Span)); break;
            default: writer.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void Write(Dataset data, Stream file)
    {
        DataFile.RequireWholeTexts(data);
        foreach (TimestampColumn times in data.Columns.OfType<TimestampColumn>()
            .Where(column => !column.Is(ColumnRoles.Timestamp) || column.Is(ColumnRoles.Feature)))
            UtcTime.RequireDates(times, "CSV");
        using var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(string.Join(',', data.Columns.Select(column => CsvText.QuotedName(column.Name))));
        writer.Write('\n');
        Action<int>[] fields = [.. data.Columns.Select(column => Field(data, column, writer))];
        Func<int, bool> isMissing = data.Columns is [var only] ? Missing(only) : _ => false;
        for (int row = 0; row < data.RowCount; row++)
        {
            // A blank line would be no row.
            if (isMissing(row)) writer.Write("\"\"");
            for (int i = 0; i < fields.Length; i++)
            {
                if (i > 0) writer.Write(',');
                fields[i](row);
            }

            writer.Write('\n');
        }
    }

    private static Func<int, bool> Missing(DataColumn column) => column switch
    {
        NumberColumn numbers => row => float.IsNaN(numbers.Values[row]),
        TextColumn texts => row => texts.Codes[row] < 0,
        _ => row => ((TimestampColumn)column).Values[row] == TimestampColumn.Missing,
    };

    private static Action<int> Field(Dataset data, DataColumn column, StreamWriter writer)
    {
        switch (column)
        {
            case NumberColumn { IsRounded: true } exact:
                return row => Number(writer, exact.Exact(row));
            case NumberColumn numbers:
                return row => Number(writer, numbers.Values[row]);
            case TextColumn texts:
                string[] written = [.. texts.Dictionary.Texts.Select(text => CsvText.Quoted(text, data.Reading.Missing))];
                return row => writer.Write(texts.Codes[row] >= 0 ? written[texts.Codes[row]] : "");
            default:
                var times = (TimestampColumn)column;
                long unit = data.TimestampUnit.Microseconds();
                return column.Is(ColumnRoles.Timestamp) && !column.Is(ColumnRoles.Feature)
                    ? row => Count(writer, times.Values[row], unit)
                    : row => Time(writer, times.Values[row]);
        }
    }

    private static void Number(TextWriter writer, float value)
    {
        Span<char> text = stackalloc char[32];
        if (float.IsInfinity(value)) writer.Write(value > 0 ? "inf" : "-inf");
        if (!float.IsFinite(value) || !value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture)) return;
        writer.Write(text[..length]);

        // Without a fraction it would be read as a key.
        if (Math.Abs(value) >= NumberText.ExactLimit && !text[..length].ContainsAny('.', 'E')) writer.Write(".0");
    }

    private static void Number(TextWriter writer, double value)
    {
        Span<char> text = stackalloc char[32];
        if (double.IsNaN(value) || !value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture)) return;
        writer.Write(text[..length]);
        if (!text[..length].ContainsAny('.', 'E')) writer.Write(".0");
    }

    private static void Count(StreamWriter writer, long microseconds, long unit)
    {
        if (microseconds == TimestampColumn.Missing) return;
        if (microseconds % unit == 0) writer.Write(microseconds / unit);
        else writer.Write(((decimal)microseconds / unit).ToString(CultureInfo.InvariantCulture));
    }

    private static void Time(TextWriter writer, long microseconds)
    {
        if (microseconds != TimestampColumn.Missing)
            writer.Write(DateTime.UnixEpoch.AddMicroseconds(microseconds)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
    }
}
