using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Serving;

/// <summary>What changes when a model directory or file is written: names, lengths and times; nothing is read.</summary>
internal static class FileStamp
{
    /// <summary>Returns the stamp of a directory or file; null when it is neither.</summary>
    public static string? Of(string path)
    {
        if (Directory.Exists(path)) return Of(new DirectoryInfo(path));
        return File.Exists(path) ? Of(path, [new FileInfo(path)]) : null;
    }

    // A link that is led to another directory is another model, too.
    private static string Of(DirectoryInfo directory) => Of(
        directory.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory.FullName,
        directory.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal));

    private static string Of(string place, IEnumerable<FileInfo> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(place));
        Span<byte> numbers = stackalloc byte[16];
        foreach (FileInfo file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.FullName));
            BinaryPrimitives.WriteInt64LittleEndian(numbers, file.Length);
            BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], file.LastWriteTimeUtc.Ticks);
            hash.AppendData(numbers);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
