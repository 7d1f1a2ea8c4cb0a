using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace FraudMl;

/// <summary>Opens CSV files: plain or gzip, told by the first bytes and not by the name.</summary>
internal static class CsvFile
{
    /// <summary>Opens the file as strict UTF-8; a byte order mark is skipped.</summary>
    public static StreamReader OpenText(string path) => new(
        Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);

    /// <summary>Returns the first line that is not UTF-8, from 1.</summary>
    public static int FirstLineNotUtf8(string path)
    {
        // Latin-1 gives every byte as one character, so that any file can be cut into lines.
        using var lines = new StreamReader(Open(path), Encoding.Latin1);
        int number = 1;
        while (lines.ReadLine() is { } line && Utf8.IsValid(Encoding.Latin1.GetBytes(line))) number++;
        return number;
    }

    private static Stream Open(string path)
    {
        FileStream file = DataFile.Open(path, "CSV");
        string name = Path.GetFileName(path);
        if (file.Length == 0)
        {
            file.Dispose();
            throw new FraudMlException($"{name} is empty: expected a header line and rows.");
        }

        bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed
            ? new GzipInput(file, () => throw new FraudMlException($"{name} is a truncated gzip file: it ends before its data does. Take a fresh copy."))
            : file;
    }
}
