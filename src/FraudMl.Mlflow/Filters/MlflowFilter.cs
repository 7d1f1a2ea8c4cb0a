using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A search filter made of comparisons joined by <c>&amp;&amp;</c>; it can't hold what MLflow's grammar can't read.</summary>
/// <remarks>MLflow knows no OR and no parentheses, so neither compiles here.</remarks>
public sealed class MlflowFilter
{
    private readonly string _text;

    internal MlflowFilter(string text) => _text = text;

    /// <summary>Returns the filter of a search for runs: <c>MlflowFilter.OfRuns(run =&gt; run.Metric("ap") &gt; 0.9 &amp;&amp;
    /// run.Tag("env") == "prod")</c>.</summary>
    /// <exception cref="MlflowException">Thrown when a key or value can't be written in MLflow's grammar.</exception>
    public static MlflowFilter OfRuns(Func<MlflowRunQuery, MlflowFilter> filter) => filter(MlflowRunQuery.Instance);

    /// <summary>Both must hold.</summary>
    public static MlflowFilter operator &(MlflowFilter left, MlflowFilter right) => new($"{left._text} AND {right._text}");

    /// <summary>Never, so that <c>&amp;&amp;</c> looks at both sides.</summary>
    public static bool operator false(MlflowFilter filter) => false;

    /// <summary>Never, so that <c>&amp;&amp;</c> looks at both sides.</summary>
    public static bool operator true(MlflowFilter filter) => false;

    /// <summary>Returns the filter in MLflow's grammar.</summary>
    public override string ToString() => _text;

    internal static MlflowFilter Compare(string identifier, string comparator, string literal) =>
        new($"{identifier} {comparator} {literal}");

    internal static string Key(string entity, string key)
    {
        MlflowNames.CheckKey(key, "key", "The key");
        return $"{entity}.`{key}`";
    }

    internal static string Number(double value) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "E", StringComparison.Ordinal)
        : throw MlflowException.Invalid($"A filter compares with a finite number. "
            + $"Got {value.ToString(CultureInfo.InvariantCulture)} instead.");

    /// <summary>Returns the text in the quotes it does not contain; MLflow knows no escape.</summary>
    internal static string Text(string value) => value switch
    {
        { } text when text.EndsWith('\\') => throw MlflowException.Invalid(
            $"MLflow's filters can't hold a text that ends with a backslash. Got '{text}'."),
        { } text when !text.Contains('\'', StringComparison.Ordinal) => $"'{text}'",
        { } text when !text.Contains('"', StringComparison.Ordinal) => $"\"{text}\"",
        { } text => throw MlflowException.Invalid(
            $"MLflow's filters can't hold a text with both kinds of quotes. Got {text}; use Like with _ in place of the quotes."),
        null => throw MlflowException.Invalid("A filter compares with a text, not with null. Use IsMissing for what is not set."),
    };
}
