namespace FraudMl;

/// <summary>The order of texts by Unicode code point, which is that of their UTF-8 bytes and of Python's strings.</summary>
internal static class CodePoints
{
    public static Comparer<string> Order { get; } = Comparer<string>.Create(Compare);

    // Ordinal comparison of UTF-16 puts surrogates, which stand for U+10000 and above, before U+E000 to U+FFFF.
    private static int Compare(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            if (left[i] != right[i]) return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i]) ? left[i] - right[i]
                : char.IsSurrogate(left[i]) ? 1 : -1;
        }

        return left.Length - right.Length;
    }
}
