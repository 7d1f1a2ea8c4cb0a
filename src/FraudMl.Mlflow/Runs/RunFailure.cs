using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

/// <summary>
/// Says an exception so that it can be kept in a store: by type and message, without secrets and without the rows it met.
/// </summary>
internal static partial class RunFailure
{
    /// <summary>The tag that says why a run did not finish.</summary>
    public const string Tag = "fraudml.reason";

    // What MLflow's servers before 2.13 hold in a tag; longer ones are refused.
    public const int Longest = 5_000;

    private const string Own = "FraudMl";
    private const string Hidden = "…";

    /// <summary>Returns the secrets of the options and of the connection that messages could quote.</summary>
    public static IReadOnlyList<string> SecretsOf(MlflowOptions options, IReadOnlyList<string> ofConnection) =>
        [.. new[] { options.Token, options.Password }.OfType<string>().Concat(ofConnection).Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length)];

    public static string Describe(Exception error, IReadOnlyList<string> secrets)
    {
        Exception shown = error is AggregateException { InnerExceptions: [var only] } ? only : error;
        string message = secrets.Aggregate(shown.Message, (text, secret) => text.Replace(secret, Hidden, StringComparison.Ordinal));
        message = Login().Replace(Setting().Replace(message, $"$1{Hidden}"), $"://{Hidden}@");
        // Our own messages name rows by number only; others quote the value they met, such as FormatException, which may be a customer's.
        if (shown.GetType().Namespace?.Split('.')[0] != Own)
            message = LongNumber().Replace(Quoted().Replace(message, $"'{Hidden}'"), Hidden);
        return $"{shown.GetType().FullName}: {message}";
    }

    // From the first to the last: a value may have quotes of its own.
    [GeneratedRegex("""(?<!\w)'.*'|".*"|‘.*’|“.*”|`.*`""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d[\d \-]{10,}\d")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"://[^/\s@]+@")]
    private static partial Regex Login();

    [GeneratedRegex(
        """((?:password|pwd|secret|token|api[-_]?key|accountkey|authorization)["']?\s*[=:]\s*(?:bearer\s+|basic\s+)?|\bbearer\s+)[^\s;,]+""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
