using System.Buffers;
using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>A record as a line of text: its length in bytes, its checksum (CRC-32C), the record as JSON.</summary>
internal static class JournalLine
{
    // Eight digits, a space, eight digits, a space.
    private const int HeadLength = 18;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Returns the line of a record, with its end.</summary>
    public static byte[] Of(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        string head = string.Create(CultureInfo.InvariantCulture, $"{body.Length:x8} {Crc32C.Of(body):x8} ");
        return [.. Encoding.ASCII.GetBytes(head), .. body, (byte)'\n'];
    }

    /// <summary>Returns where the body of a line is; nothing where the line is not whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (line.Length <= HeadLength || line[8] != ' ' || line[17] != ' ' || !TryNumber(line[..8], out uint length)
            || !TryNumber(line[9..17], out uint checksum) || line.Length - HeadLength != length) return false;
        body = line[HeadLength..];
        return Crc32C.Of(body) == checksum;
    }

    /// <summary>Returns whether some bytes can be the beginning of a first line that was never finished.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes) => !bytes.Contains((byte)'\n')
        && (!bytes.ContainsAnyExcept((byte)0) || !bytes[..Math.Min(bytes.Length, 8)].ContainsAnyExcept(HexDigits));

    private static bool TryNumber(ReadOnlySpan<byte> digits, out uint number) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
