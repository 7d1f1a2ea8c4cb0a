using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

internal enum SearchTokenKind
{
    /// <summary>An identifier with its dots and quotes, or a keyword.</summary>
    Word,
    Number,
    Text,
    Comparator,
    /// <summary>Everything between matching parentheses, with them.</summary>
    Group,
    /// <summary>A lone quote, semicolon or other character.</summary>
    Stray,
}

internal readonly record struct SearchToken(SearchTokenKind Kind, string Text)
{
    public bool IsWord(string keyword) => Kind == SearchTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a filter of MLflow's grammar into tokens.</summary>
internal static partial class SearchLexer
{
    public static List<SearchToken> Tokenize(string filter)
    {
        var tokens = new List<SearchToken>();
        int at = 0;
        while (at < filter.Length)
        {
            if (char.IsWhiteSpace(filter[at]))
            {
                at++;
                continue;
            }

            SearchToken token = Next(filter, at);
            tokens.Add(token);
            at += token.Text.Length;
        }

        return tokens;
    }

    private static SearchToken Next(string filter, int at)
    {
        if (filter[at] == '(' && GroupEnd(filter, at) is { } end)
            return new SearchToken(SearchTokenKind.Group, filter[at..end]);
        Match match = Pattern().Match(filter, at);
        if (!match.Success)
            return new SearchToken(SearchTokenKind.Stray, filter.Substring(at, 1));
        SearchTokenKind kind = match.Groups["number"].Success ? SearchTokenKind.Number
            : match.Groups["word"].Success ? SearchTokenKind.Word
            : match.Groups["text"].Success ? SearchTokenKind.Text
            : SearchTokenKind.Comparator;
        return new SearchToken(kind, match.Value);
    }

    private static int? GroupEnd(string filter, int start)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = start; i < filter.Length; i++)
        {
            char c = filter[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"' or '`')
                quote = c;
            else if (c == '(')
                depth++;
            else if (c == ')' && --depth == 0)
                return i + 1;
        }

        return null;
    }

    [GeneratedRegex("""
        \G(?:
            (?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.])
          | (?<word>(?:\w+|`[^`]*`)(?:\.(?:\w+|`[^`]*`|"[^"]*"|'[^']*')?)*)
          | (?<text>'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*")
          | (?<comparator><=|>=|!=|==|<>|=|<|>)
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
