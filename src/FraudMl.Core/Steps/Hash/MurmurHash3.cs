using System.Buffers.Binary;
using System.Numerics;

namespace FraudMl;

/// <summary>MurmurHash3, x86, 32 bits (Appleby 2011): the hash of scikit-learn's <c>FeatureHasher</c>.</summary>
internal static class MurmurHash3
{
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        uint hash = seed, length = (uint)bytes.Length;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            hash = (BitOperations.RotateLeft(hash ^ Mixed(BinaryPrimitives.ReadUInt32LittleEndian(bytes)), 13) * 5) + 0xE6546B64;
        uint tail = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) tail = (tail << 8) | bytes[i];
        hash ^= bytes.IsEmpty ? 0 : Mixed(tail);
        hash ^= length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Mixed(uint word) => BitOperations.RotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
}
