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

/// <summary>Cuts a filter of MLflow's grammar into tokens, in time that grows with its length.</summary>
internal sealed partial class SearchLexer
{
    private readonly string _filter;
    // Once a group or a text has no end, no later one of its kind has: none is looked for again.
    private bool _hasOpenGroup;
    private string _openQuotes = "";

    private SearchLexer(string filter) => _filter = filter;

    public static List<SearchToken> Tokenize(string filter)
    {
        var lexer = new SearchLexer(filter);
        var tokens = new List<SearchToken>();
        int at = 0;
        while (at < filter.Length)
        {
            if (char.IsWhiteSpace(filter[at]))
            {
                at++;
                continue;
            }

            SearchToken token = lexer.Next(at);
            tokens.Add(token);
            at += token.Text.Length;
        }

        return tokens;
    }

    private SearchToken Next(int at) => _filter[at] switch
    {
        '(' => TokenOf(SearchTokenKind.Group, at, _hasOpenGroup ? null : GroupEnd(at)),
        '\'' or '"' => TokenOf(SearchTokenKind.Text, at, TextEnd(at)),
        _ => Match(at),
    };

    private SearchToken Match(int at)
    {
        Match match = Pattern().Match(_filter, at);
        SearchTokenKind kind = match.Groups["number"].Success ? SearchTokenKind.Number
            : match.Groups["word"].Success ? SearchTokenKind.Word
            : SearchTokenKind.Comparator;
        return TokenOf(kind, at, match.Success ? at + match.Length : null);
    }

    private SearchToken TokenOf(SearchTokenKind kind, int at, int? end) =>
        end is { } found ? new SearchToken(kind, _filter[at..found]) : new SearchToken(SearchTokenKind.Stray, _filter.Substring(at, 1));

    private int? GroupEnd(int start)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = start; i < _filter.Length; i++)
        {
            char c = _filter[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"' or '`')
                quote = c;
            else if (c == '(')
                depth++;
            else if (c == ')' && --depth == 0)
                return i + 1;
        }

        _hasOpenGroup = true;
        return null;
    }

    /// <summary>Returns the end of a text, in which a quote is escaped by a backslash or written twice.</summary>
    private int? TextEnd(int start)
    {
        char quote = _filter[start];
        if (_openQuotes.Contains(quote, StringComparison.Ordinal))
            return null;
        int? lastTwice = null;
        for (int i = start + 1; i < _filter.Length; i++)
        {
            if (_filter[i] == '\\')
            {
                i++;
            }
            else if (_filter[i] == quote)
            {
                if (i + 1 == _filter.Length || _filter[i + 1] != quote)
                    return i + 1;
                lastTwice = ++i;
            }
        }

        if (lastTwice is null)
            _openQuotes += quote;
        return lastTwice;
    }

    // Atomic: a number that ends in letters is none, however much of it is given back.
    [GeneratedRegex("""
        \G(?:
            (?<number>(?>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))(?![\w.])
          | (?<word>(?:\w+|`[^`]*`)(?:\.(?:\w+|`[^`]*`|"[^"]*"|'[^']*')?)*)
          | (?<comparator><=|>=|!=|==|<>|=|<|>)
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
