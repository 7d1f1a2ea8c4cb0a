using System.Text;

namespace FraudMl.Data;

/// <summary>The distinct texts of a column, looked up by UTF-8 bytes without allocation.</summary>
public sealed class TextDictionary
{
    /// <summary>The code of a text that the dictionary does not have.</summary>
    public const int Unknown = -1;

    /// <summary>The code of a missing text (null).</summary>
    public const int Missing = -2;

    private readonly Dictionary<string, int> _codes;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Lazy<Utf8Lookup> _utf8;

    /// <summary>Creates a dictionary; a text's code is its place in the list.</summary>
    /// <param name="texts">Distinct texts.</param>
    public TextDictionary(IReadOnlyList<string> texts)
        : this(texts, CodesOf(texts))
    {
    }

    private TextDictionary(IReadOnlyList<string> texts, Dictionary<string, int> codes)
    {
        (Texts, _codes) = (texts, codes);
        _bySpan = _codes.GetAlternateLookup<ReadOnlySpan<char>>();

        // Only scoring looks texts up by bytes; a data set's keys would fill memory for nothing.
        _utf8 = new Lazy<Utf8Lookup>(() => new Utf8Lookup(texts));
    }

    /// <summary>Takes over the codes of texts, which were counted in their order; nothing is held twice.</summary>
    internal static TextDictionary Over(Dictionary<string, int> codes) => new(codes.Keys.ToArray(), codes);

    /// <value>The texts by code.</value>
    public IReadOnlyList<string> Texts { get; }

    /// <value>The number of texts.</value>
    public int Count => Texts.Count;

    /// <summary>Returns the code of a text; <see cref="Missing"/> for null, <see cref="Unknown"/> where there is none.</summary>
    /// <param name="text">The text.</param>
    public int CodeOf(string? text) => text is null ? Missing : _codes.GetValueOrDefault(text, Unknown);

    /// <summary>Returns the code of a text given as UTF-8, or <see cref="Unknown"/>.</summary>
    /// <param name="utf8">The text's bytes.</param>
    public int CodeOf(ReadOnlySpan<byte> utf8) => _utf8.Value.CodeOf(utf8);

    /// <summary>Returns the code of a text of a transaction: the empty text, and a token that is no known text, are missing
    /// as in every source.</summary>
    internal int CodeOrMissing(ReadOnlySpan<char> text, MissingTokens missing)
    {
        if (text.IsEmpty) return Missing;
        if (_bySpan.TryGetValue(text, out int code)) return code;
        return missing.Contains(text) ? Missing : Unknown;
    }

    /// <summary>Returns the code of a text of a transaction, given as UTF-8, in the same way.</summary>
    internal int CodeOrMissing(ReadOnlySpan<byte> utf8, MissingTokens missing)
    {
        if (utf8.IsEmpty) return Missing;
        int code = CodeOf(utf8);
        return code == Unknown && missing.Contains(utf8) ? Missing : code;
    }

    /// <summary>Returns, for each code of another dictionary, the code in this one.</summary>
    /// <param name="other">The dictionary to map from.</param>
    public int[] MapFrom(TextDictionary other)
    {
        int[] map = new int[other.Count];
        for (int code = 0; code < map.Length; code++) map[code] = CodeOf(other.Texts[code]);
        return map;
    }

    /// <summary>Returns, for each code of another dictionary, the code in this one; a token that is not known here is missing.</summary>
    internal int[] MapFrom(TextDictionary other, MissingTokens missing)
    {
        int[] map = new int[other.Count];
        for (int code = 0; code < map.Length; code++)
        {
            int known = CodeOf(other.Texts[code]);
            map[code] = known == Unknown && missing.Contains(other.Texts[code]) ? Missing : known;
        }

        return map;
    }

    private static Dictionary<string, int> CodesOf(IReadOnlyList<string> texts)
    {
        var codes = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        for (int code = 0; code < texts.Count; code++)
        {
            if (!codes.TryAdd(texts[code], code))
                throw new FraudMlException("A text dictionary needs distinct texts, and one stands in it twice.");
        }

        return codes;
    }

    private sealed class Utf8Lookup
    {
        private readonly byte[][] _texts;
        private readonly int[] _buckets;
        private readonly int[] _next;

        public Utf8Lookup(IReadOnlyList<string> texts)
        {
            _texts = new byte[texts.Count][];
            _buckets = new int[Math.Max(4, texts.Count * 2)];
            _next = new int[texts.Count];
            Array.Fill(_buckets, -1);
            for (int code = 0; code < texts.Count; code++)
            {
                _texts[code] = Encoding.UTF8.GetBytes(texts[code]);
                uint bucket = Hash(_texts[code]) % (uint)_buckets.Length;
                _next[code] = _buckets[bucket];
                _buckets[bucket] = code;
            }
        }

        public int CodeOf(ReadOnlySpan<byte> utf8)
        {
            for (int code = _buckets[Hash(utf8) % (uint)_buckets.Length]; code >= 0; code = _next[code])
            {
                if (utf8.SequenceEqual(_texts[code])) return code;
            }

            return Unknown;
        }

        // FNV-1a: the texts are short, and the order of the buckets never shows.
        private static uint Hash(ReadOnlySpan<byte> bytes)
        {
            uint hash = 2166136261;
            foreach (byte value in bytes) hash = (hash ^ value) * 16777619;
            return hash;
        }
    }

    /// <summary>Returns how many texts there are.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,0} texts");
}
