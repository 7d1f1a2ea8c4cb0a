namespace FraudMl.Mlflow;

/// <summary>A metric in a search filter.</summary>
public readonly record struct MlflowNumberTerm
{
    private readonly string _identifier;

    internal MlflowNumberTerm(string identifier) => _identifier = identifier;

    /// <summary>The order clause of the smallest first.</summary>
    public string Ascending => $"{_identifier} ASC";

    /// <summary>The order clause of the largest first.</summary>
    public string Descending => $"{_identifier} DESC";

    /// <summary>Above the value.</summary>
    public static MlflowFilter operator >(MlflowNumberTerm term, double value) => term.Compare(">", value);

    /// <summary>Below the value.</summary>
    public static MlflowFilter operator <(MlflowNumberTerm term, double value) => term.Compare("<", value);

    /// <summary>At least the value.</summary>
    public static MlflowFilter operator >=(MlflowNumberTerm term, double value) => term.Compare(">=", value);

    /// <summary>At most the value.</summary>
    public static MlflowFilter operator <=(MlflowNumberTerm term, double value) => term.Compare("<=", value);

    /// <summary>Exactly the value.</summary>
    public static MlflowFilter operator ==(MlflowNumberTerm term, double value) => term.Compare("=", value);

    /// <summary>Another value.</summary>
    public static MlflowFilter operator !=(MlflowNumberTerm term, double value) => term.Compare("!=", value);

    private MlflowFilter Compare(string comparator, double value) =>
        MlflowFilter.Compare(_identifier, comparator, MlflowFilter.Number(value));
}
