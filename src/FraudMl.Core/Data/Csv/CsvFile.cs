using System.Text;
using System.Text.Unicode;

namespace FraudMl;

/// <summary>Opens CSV files: plain, gzip or a zip file with one file inside, told by the first bytes and not by the name, as are UTF-8,
/// UTF-16 and UTF-32.</summary>
internal static class CsvFile
{
    /// <summary>Opens the file as strict text; a byte order mark is skipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">The most bytes that are read.</param>
    /// <param name="encoding">The encoding without a mark; null for Unicode.</param>
    public static StreamReader OpenText(string path, long maximumBytes, string? encoding)
    {
        Stream file = Open(path, maximumBytes);
        try
        {
            byte[] head = new byte[1 << 12];
            int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return new StreamReader(new PrefixedStream(head.AsMemory(0, length), file), EncodingOf(head.AsSpan(0, length), encoding),
                detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns whether the file begins as a zip file.</summary>
    public static bool IsZip(string path)
    {
        using FileStream file = DataFile.Open(path, "CSV");
        return file.ReadByte() == 'P';
    }

    /// <summary>Returns the first line that is not UTF-8, from 1.</summary>
    public static int FirstLineNotUtf8(string path, long maximumBytes)
    {
        // Latin-1 gives every byte as one character, so that any file can be cut into lines.
        using var lines = new StreamReader(Open(path, maximumBytes), Encoding.Latin1);
        int number = 1;
        while (lines.ReadLine() is { } line && Utf8.IsValid(Encoding.Latin1.GetBytes(line))) number++;
        return number;
    }

    private static LimitedStream Open(string path, long maximumBytes)
    {
        FileStream file = DataFile.Open(path, "CSV");
        string name = Path.GetFileName(path);
        try
        {
            return new LimitedStream(Unpack(file, name), maximumBytes, () => throw new FraudMlException(
                $"{name} has more than {maximumBytes} bytes, unpacked. Raise CsvOptions.MaximumBytes, or aggregate where the data is."));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Stream Unpack(FileStream file, string name)
    {
        byte[] head = new byte[6];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head.AsSpan(0, length) switch
        {
            [] => throw new FraudMlException($"{name} is empty: expected a header line and rows."),
            [0x1F, 0x8B, ..] => new GzipInput(file,
                () => throw new FraudMlException($"{name} is a truncated gzip file: it ends before its data does. Take a fresh copy.")),
            [(byte)'P', (byte)'K', 3, 4, ..] => ZipInput.Open(file, name),
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => throw new FraudMlException(
                $"{name} is a Parquet file. Read it with Dataset.FromParquet."),
            [(byte)'B', (byte)'Z', (byte)'h', ..] => throw Packed(name, "bzip2"),
            [0xFD, (byte)'7', (byte)'z', ..] => throw Packed(name, "xz"),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => throw Packed(name, "7-Zip"),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => throw Packed(name, "Zstandard"),
            _ => file,
        };
    }

    private static FraudMlException Packed(string name, string format) =>
        new($"{name} is packed as {format}. Unpack it, or pack it with gzip.");

    // Without a mark, text in UTF-16 still has a zero beside nearly every letter of a header.
    private static Encoding EncodingOf(ReadOnlySpan<byte> head, string? given)
    {
        if (head is [0xFF, 0xFE, 0, 0, ..]) return new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true);
        if (head is [0, 0, 0xFE, 0xFF, ..]) return new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true);
        bool isMarked = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..];
        if (!isMarked && given is not null) return CsvEncoding.Find(given)!;
        bool isLittle = head is [0xFF, 0xFE, ..] || IsWide(head, 1);
        bool isBig = head is [0xFE, 0xFF, ..] || IsWide(head, 0);
        if (isLittle || isBig) return new UnicodeEncoding(bigEndian: !isLittle, byteOrderMark: true, throwOnInvalidBytes: true);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    }

    private static bool IsWide(ReadOnlySpan<byte> head, int zeroAt)
    {
        int zeros = 0, others = 0, pairs = head.Length / 2;
        for (int i = 0; i < pairs * 2; i += 2)
        {
            if (head[i + zeroAt] == 0 && head[i + 1 - zeroAt] != 0) zeros++;
            else if (head[i + 1 - zeroAt] == 0) others++;
        }

        return pairs > 1 && others == 0 && zeros * 2 > pairs;
    }
}
