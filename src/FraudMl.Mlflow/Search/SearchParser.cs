namespace FraudMl.Mlflow;

/// <summary>
/// One comparison of a filter as written: an identifier, a comparator in upper case, and a value unless it is IS [NOT] NULL.
/// </summary>
internal sealed record SearchComparison(string Identifier, string Comparator, SearchToken? Value);

/// <summary>Reads a filter: comparisons joined by AND; no OR, no NOT, no parentheses around comparisons.</summary>
internal static class SearchParser
{
    public static IReadOnlyList<SearchComparison> Parse(string? filter, SearchSchema schema)
    {
        if (string.IsNullOrEmpty(filter))
            return [];
        SearchLimits.CheckFilter(filter);
        List<SearchToken> tokens = SearchLexer.Tokenize(filter);
        if (tokens.Count == 0)
            throw MlflowException.Invalid($"Invalid filter '{filter}'. Could not be parsed.");
        int semicolon = tokens.FindIndex(token => token is { Kind: SearchTokenKind.Stray, Text: ";" });
        if (semicolon >= 0 && semicolon < tokens.Count - 1)
            throw MlflowException.Invalid($"Search filter contained multiple expression '{filter}'. Provide AND-ed expression list.");
        int at = 0;
        var comparisons = new List<SearchComparison>();
        var invalid = new List<string>();
        while (at < tokens.Count)
        {
            if (TryReadComparison(tokens, at, schema, out int length) is { } comparison)
                comparisons.Add(comparison);
            else if (!tokens[at].IsWord("AND"))
                invalid.Add(tokens[at].Text);
            at += length;
        }

        SearchLimits.CheckComparisons(comparisons.Count);
        return invalid.Count == 0 ? comparisons : throw Refusal(filter, invalid, schema.Wording);
    }

    private static MlflowException Refusal(string filter, List<string> invalid, SearchWording wording) =>
        MlflowException.Invalid(wording switch
    {
        SearchWording.LoggedModels =>
            $"Invalid filter string: {PythonText.Quote(filter)}. Expected a list of comparisons separated by 'AND' (e.g. 'metrics.loss > "
            + $"0.1 AND params.lr = 0.01').",
        SearchWording.Entities => $"Invalid clause(s) in filter string: {string.Join(", ", invalid)}",
        _ => $"Invalid clause(s) in filter string: {string.Join(", ", invalid.Select(clause => $"'{clause}'"))}",
    });

    private static SearchComparison? TryReadComparison(List<SearchToken> tokens, int at, SearchSchema schema, out int length)
    {
        length = 1;
        if (tokens[at].Kind is not (SearchTokenKind.Word or SearchTokenKind.Number) || IsKeyword(tokens[at])
            || schema.Keywords.Contains(tokens[at].Text))
            return null;
        if (ReadComparator(tokens, at + 1) is not { } comparator)
            return null;
        int valueAt = at + 1 + comparator.Length;
        bool takesValue = !comparator.Text.EndsWith("NULL", StringComparison.Ordinal);
        if (takesValue && (valueAt >= tokens.Count || !IsValue(tokens[valueAt])))
            return null;
        if (tokens[at].Kind == SearchTokenKind.Number)
            throw MlflowException.Invalid($"Invalid comparison clause. Expected 'Identifier' found '{tokens[at].Text}'");
        length = 1 + comparator.Length + (takesValue ? 1 : 0);
        return new SearchComparison(tokens[at].Text, comparator.Text, takesValue ? tokens[valueAt] : null);
    }

    private static (string Text, int Length)? ReadComparator(List<SearchToken> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        if (tokens[at].Kind == SearchTokenKind.Comparator)
            return (tokens[at].Text, 1);
        string one = tokens[at].Text.ToUpperInvariant();
        string two = at + 1 < tokens.Count ? $"{one} {tokens[at + 1].Text.ToUpperInvariant()}" : one;
        string three = at + 2 < tokens.Count ? $"{two} {tokens[at + 2].Text.ToUpperInvariant()}" : two;
        if (three == "IS NOT NULL")
            return (three, 3);
        if (two is "IS NULL" or "NOT IN" or "NOT LIKE" or "NOT ILIKE")
            return (two, 2);
        return tokens[at].Kind == SearchTokenKind.Word && one is "LIKE" or "ILIKE" or "RLIKE" or "IN" ? (one, 1) : null;
    }

    private static bool IsValue(SearchToken token) =>
        token.Kind is SearchTokenKind.Number or SearchTokenKind.Text or SearchTokenKind.Group
        || token.Kind == SearchTokenKind.Word && !IsKeyword(token);

    private static bool IsKeyword(SearchToken token) =>
        token.IsWord("AND") || token.IsWord("OR") || token.IsWord("NOT") || token.IsWord("BETWEEN");
}
