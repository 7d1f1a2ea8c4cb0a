namespace FraudMl;

/// <summary>The texts that mean missing; the empty field is one of them.</summary>
internal sealed class MissingTokens
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _tokens;
    private readonly int _longest;

    public MissingTokens(IEnumerable<string> tokens)
    {
        HashSet<string> all = new(tokens, StringComparer.Ordinal);
        _tokens = all.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = all.Count == 0 ? 0 : all.Max(token => token.Length);
    }

    public bool Contains(ReadOnlySpan<char> field) =>
        field.IsEmpty || (field.Length <= _longest && _tokens.Contains(field)) || field.IsWhiteSpace();
}
