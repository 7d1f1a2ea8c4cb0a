using System.Buffers.Binary;
using System.Numerics;

namespace FraudMl;

/// <summary>The checksum CRC-32C (Castagnoli), as in iSCSI and ext4, by which logs and journals tell what was not written whole.</summary>
internal static class Crc32C
{
    /// <summary>Returns the checksum of some bytes, and of those that follow them.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> further = default) => ~Append(Append(uint.MaxValue, bytes), further);

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte one in bytes) crc = BitOperations.Crc32C(crc, one);
        return crc;
    }
}
