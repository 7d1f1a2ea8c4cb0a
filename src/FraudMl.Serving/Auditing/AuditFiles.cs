using System.Globalization;

namespace FraudMl.Serving;

/// <summary>The files of an audit log, in the order in which they were written.</summary>
internal static class AuditFiles
{
    private const string Prefix = "audit-";

    public static string[] Of(string directory) =>
        [.. Directory.GetFiles(directory, $"{Prefix}????????-????????.jsonl").Order(StringComparer.Ordinal)];

    public static string PathOf(string directory, int number, DateTimeOffset time) => Path.Combine(directory,
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:00000000}-{time.UtcDateTime:yyyyMMdd}.jsonl"));

    public static int NumberOf(string path) =>
        int.Parse(Path.GetFileName(path).AsSpan(Prefix.Length, 8), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Returns the day of a file; the first of all days where its name has none.</summary>
    public static DateTime DayOf(string path) => DateTime.TryParseExact(
        Path.GetFileNameWithoutExtension(path.AsSpan())[(Prefix.Length + 9)..], "yyyyMMdd", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out DateTime day) ? day : default;

    /// <summary>Reads the lines of a file: each with where it begins, and whether it has its end of line.</summary>
    public static IEnumerable<AuditLine> Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        byte[] buffer = new byte[1 << 16];
        (int length, long start, int number) = (0, 0, 1);
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            int read = file.Read(buffer, length, buffer.Length - length);
            if (read == 0) break;
            length += read;
            int begun = 0;
            while (Array.IndexOf(buffer, (byte)'\n', begun, length - begun) is >= 0 and var end)
            {
                yield return new AuditLine(buffer.AsMemory(begun..end), start + begun, number++, IsEnded: true);
                begun = end + 1;
            }

            buffer.AsSpan(begun..length).CopyTo(buffer);
            (length, start) = (length - begun, start + begun);
        }

        if (length > 0) yield return new AuditLine(buffer.AsMemory(0, length), start, number, IsEnded: false);
    }
}

/// <summary>A line of a file, valid until the next is read.</summary>
internal readonly record struct AuditLine(ReadOnlyMemory<byte> Bytes, long Start, int Number, bool IsEnded);
