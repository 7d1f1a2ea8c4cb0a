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
