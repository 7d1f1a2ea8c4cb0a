using System.Text;

namespace FraudMl;

/// <summary>The texts that mean missing; blank texts always do. White space around a token does not count.</summary>
internal sealed class MissingTokens
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _tokens;
    private readonly int _longest;

    public MissingTokens(IEnumerable<string> tokens)
    {
        HashSet<string> all = new(tokens.Select(token => token.Trim()), StringComparer.Ordinal);
        _tokens = all.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = all.Count == 0 ? 0 : all.Max(token => token.Length);
    }

    /// <value>What pandas takes as missing, and so MLflow's own server.</value>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
    ];

    public static MissingTokens OfBlanksOnly { get; } = new([]);

    public bool Contains(ReadOnlySpan<char> field) => field.IsWhiteSpace() || IsToken(field);

    /// <summary>Returns whether a text that is not blank means missing.</summary>
    public bool IsToken(ReadOnlySpan<char> field)
    {
        if (_longest == 0) return false;
        field = field.Trim();
        return !field.IsEmpty && field.Length <= _longest && _tokens.Contains(field);
    }

    /// <summary>Returns whether a text means missing, given as UTF-8.</summary>
    public bool Contains(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return true;
        utf8 = Trim(utf8);
        if (utf8.IsEmpty) return true;
        if (utf8.Length > _longest * 3) return false;
        Span<char> text = stackalloc char[utf8.Length];
        return Encoding.UTF8.TryGetChars(utf8, text, out int length) && _tokens.Contains(text[..length]);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (Rune.DecodeFromUtf8(utf8, out Rune first, out int length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(first)) utf8 = utf8[length..];
        while (Rune.DecodeLastFromUtf8(utf8, out Rune last, out int length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(last)) utf8 = utf8[..^length];
        return utf8;
    }
}
