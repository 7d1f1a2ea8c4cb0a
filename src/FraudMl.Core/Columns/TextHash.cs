using System.Numerics;

namespace FraudMl;

/// <summary>Stands for a text where only equality counts: 64 bits, the same in every process, so that no
/// dictionary has to be kept.</summary>
internal static class TextHash
{
    public const ulong Missing = 0;

    /// <summary>What <see cref="Append{T}"/> begins with.</summary>
    public const ulong Empty = 14695981039346656037;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Mix(Append(Empty, text));
        return hash == Missing ? 1 : hash;
    }

    /// <summary>Returns the hash of each row's text, <see cref="Missing"/> where there is none.</summary>
    public static ulong[] Of(TextColumn column)
    {
        ulong[] hashes = [.. column.Dictionary.Texts.Select(text => Of(text))];
        return Array.ConvertAll(column.Codes.ToArray(), code => code >= 0 ? hashes[code] : Missing);
    }

    /// <summary>Takes the units of a text, UTF-8 or UTF-16, into a hash: FNV-1a in 64 bits.</summary>
    public static ulong Append<T>(ulong hash, ReadOnlySpan<T> units)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (T unit in units) hash = (hash ^ ulong.CreateTruncating(unit)) * 1099511628211;
        return hash;
    }

    /// <summary>Spreads short texts over all bits, as MurmurHash3 ends.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
