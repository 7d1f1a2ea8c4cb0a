using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Serving;

/// <summary>
/// How records hang together. A line ends in its sequence number, the hash of the line before and its own hash: SHA-256 over all of the
/// line that stands before its own hash.
/// </summary>
internal static class AuditChain
{
    public const int HashLength = 64;

    /// <summary>What the first record of a log has as the hash before it.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    private const string SequenceMark = ",\"sequence\":", PreviousMark = ",\"previous\":\"", HashMark = ",\"hash\":\"";
    private static readonly int TailLength = HashMark.Length + HashLength + 2;

    /// <summary>Ends a line that was begun, an object without its closing brace, and returns its hash.</summary>
    public static string Close(ArrayBufferWriter<byte> lines, int start, long sequence, string previous)
    {
        Write(lines, $"{SequenceMark}{sequence.ToString(CultureInfo.InvariantCulture)}{PreviousMark}{previous}\"");
        string hash = HashOf(lines.WrittenSpan[start..]);
        Write(lines, $"{HashMark}{hash}\"}}\n");
        return hash;
    }

    /// <summary>Reads what links a line, without its end of line, and checks its own hash.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out AuditLink link)
    {
        link = default;
        if (line.Length < TailLength) return false;
        ReadOnlySpan<byte> body = line[..^TailLength], tail = line[^TailLength..];
        if (!tail.StartsWith(",\"hash\":\""u8)) return false;
        string hash = Encoding.ASCII.GetString(tail.Slice(HashMark.Length, HashLength));
        if (!tail.EndsWith("\"}"u8) || hash != HashOf(body)) return false;
        int previousAt = body.LastIndexOf(",\"previous\":\""u8), sequenceAt = body.LastIndexOf(",\"sequence\":"u8);
        if (sequenceAt < 0 || previousAt < sequenceAt || body.Length != previousAt + PreviousMark.Length + HashLength + 1) return false;
        if (!long.TryParse(body[(sequenceAt + SequenceMark.Length)..previousAt], NumberStyles.None, CultureInfo.InvariantCulture,
            out long sequence)) return false;
        link = new AuditLink(sequence, Encoding.ASCII.GetString(body.Slice(previousAt + PreviousMark.Length, HashLength)), hash);
        return true;
    }

    private static string HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Write(ArrayBufferWriter<byte> lines, string ascii) =>
        lines.Advance(Encoding.ASCII.GetBytes(ascii, lines.GetSpan(ascii.Length)));
}

/// <summary>How a record hangs on the one before.</summary>
internal readonly record struct AuditLink(long Sequence, string Previous, string Hash);
