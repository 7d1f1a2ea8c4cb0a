namespace FraudMl;

/// <summary>Stands for a text where only equality counts: 64 bits, the same in every process, so that no
/// dictionary has to be kept.</summary>
internal static class TextHash
{
    public const ulong Missing = 0;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        // FNV-1a over UTF-16 units, then the finalizer of MurmurHash3 to spread short texts over all bits.
        ulong hash = 14695981039346656037;
        foreach (char unit in text) hash = (hash ^ unit) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        hash ^= hash >> 33;
        return hash == Missing ? 1 : hash;
    }

    /// <summary>Returns the hash of each row's text, <see cref="Missing"/> where there is none.</summary>
    public static ulong[] Of(TextColumn column)
    {
        ulong[] hashes = [.. column.Dictionary.Texts.Select(text => Of(text))];
        return Array.ConvertAll(column.Codes.ToArray(), code => code >= 0 ? hashes[code] : Missing);
    }
}
