namespace FraudMl.Mlflow;

/// <summary>A tag, parameter or other text in a search filter.</summary>
public readonly record struct MlflowTextTerm
{
    private readonly string _identifier;

    internal MlflowTextTerm(string identifier) => _identifier = identifier;

    /// <summary>The order clause of A to Z.</summary>
    public string Ascending => $"{_identifier} ASC";

    /// <summary>The order clause of Z to A.</summary>
    public string Descending => $"{_identifier} DESC";

    /// <summary>Exactly the text.</summary>
    public static MlflowFilter operator ==(MlflowTextTerm term, string value) => term.Compare("=", value);

    /// <summary>Another text; what has none does not count.</summary>
    public static MlflowFilter operator !=(MlflowTextTerm term, string value) => term.Compare("!=", value);

    /// <summary>Matches a pattern: <c>%</c> stands for any text, <c>_</c> for one character.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    public MlflowFilter Like(string pattern, bool ignoreCase = false) => Compare(ignoreCase ? "ILIKE" : "LIKE", pattern);

    /// <summary>Runs without it. For tags and parameters.</summary>
    public MlflowFilter IsMissing() => new($"{RequireKey()} IS NULL");

    /// <summary>Runs that have it. For tags and parameters.</summary>
    public MlflowFilter IsPresent() => new($"{RequireKey()} IS NOT NULL");

    private MlflowFilter Compare(string comparator, string value) =>
        MlflowFilter.Compare(_identifier, comparator, MlflowFilter.Text(value));

    private string RequireKey() =>
        _identifier.StartsWith("tags.", StringComparison.Ordinal) || _identifier.StartsWith("params.", StringComparison.Ordinal)
        ? _identifier
        : throw MlflowException.Invalid($"MLflow asks only tags and params whether they are set. Got {_identifier}.");
}
