using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A point in time in a search filter, to the millisecond.</summary>
public readonly record struct MlflowTimeTerm
{
    private readonly string _identifier;

    internal MlflowTimeTerm(string identifier) => _identifier = identifier;

    /// <summary>The order clause of the earliest first.</summary>
    public string Ascending => $"{_identifier} ASC";

    /// <summary>The order clause of the latest first.</summary>
    public string Descending => $"{_identifier} DESC";

    /// <summary>After the time.</summary>
    public static MlflowFilter operator >(MlflowTimeTerm term, DateTimeOffset time) => term.Compare(">", time);

    /// <summary>Before the time.</summary>
    public static MlflowFilter operator <(MlflowTimeTerm term, DateTimeOffset time) => term.Compare("<", time);

    /// <summary>At the time or after it.</summary>
    public static MlflowFilter operator >=(MlflowTimeTerm term, DateTimeOffset time) => term.Compare(">=", time);

    /// <summary>At the time or before it.</summary>
    public static MlflowFilter operator <=(MlflowTimeTerm term, DateTimeOffset time) => term.Compare("<=", time);

    private MlflowFilter Compare(string comparator, DateTimeOffset time) =>
        MlflowFilter.Compare(_identifier, comparator, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
