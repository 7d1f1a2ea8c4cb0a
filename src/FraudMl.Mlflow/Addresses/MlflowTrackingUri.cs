using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

/// <summary>The forms of a tracking URI: <c>SCHEME://PLACE</c>, or a scheme alone, such as <c>databricks</c>.</summary>
public static partial class MlflowTrackingUri
{
    private const string SqlitePrefix = "sqlite:///";
    private const string Authority = "://";

    /// <summary>Returns the scheme in lower case, by which a backend is chosen: <c>databricks</c> of <c>databricks://profile</c>.</summary>
    public static string SchemeOf(string uri)
    {
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? uri : uri[..colon]).ToLowerInvariant();
    }

    /// <summary>
    /// Returns what stands behind the scheme, such as <c>profile</c> of <c>databricks://profile</c>; null where it stands alone.
    /// </summary>
    public static string? PlaceOf(string uri)
    {
        int start = uri.IndexOf(Authority, StringComparison.Ordinal);
        return start >= 0 && start + Authority.Length < uri.Length ? uri[(start + Authority.Length)..] : null;
    }

    /// <summary>Returns the URI without user name, password and secrets of its query, for messages and logs.</summary>
    public static string WithoutCredentials(string uri)
    {
        int start = uri.IndexOf(Authority, StringComparison.Ordinal);
        if (start < 0)
            return uri;
        // The name of a file may hold an @.
        if (uri.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase))
            return Secret().Replace(uri, "$1…");
        start += Authority.Length;
        // A password with a slash or a mark in it makes the URI malformed; what comes before the last @ may then be part of it.
        int end = Uri.TryCreate(uri, UriKind.Absolute, out _) ? uri.IndexOfAny(['/', '?', '#'], start) : -1;
        end = end < 0 ? uri.Length : end;
        int at = end > start ? uri.LastIndexOf('@', end - 1, end - start) : -1;
        return Secret().Replace(at < 0 ? uri : uri[..start] + uri[(at + 1)..], "$1…");
    }

    /// <summary>Returns what is wrong with the URI in an option of that name; null when nothing is.</summary>
    internal static string? Problem(string option, string uri) => SchemeOf(uri) switch
    {
        "sqlite" when !uri.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) || SqlitePath(uri) is "" or ":memory:" =>
            $"{option} must name a file: sqlite:///relative.db or sqlite:////absolute.db. Got '{WithoutCredentials(uri)}' instead.",
        "http" or "https" when !Uri.TryCreate(uri, UriKind.Absolute, out _) =>
            $"{option} must be a complete URL. Got '{WithoutCredentials(uri)}' instead.",
        _ => null,
    };

    /// <summary>
    /// Returns the database file of <c>sqlite:///relative.db</c> or <c>sqlite:////absolute.db</c>, without the query
    /// <c>?name=value</c>; any other question mark is part of a name.
    /// </summary>
    internal static string SqlitePath(string uri) => Query().Replace(uri[SqlitePrefix.Length..], "");

    [GeneratedRegex(@"\?(?:[\w.]+=[^/\\?]*)?\z")]
    private static partial Regex Query();

    [GeneratedRegex(
        "([?&](?:password|passwd|pwd|token|secret|api[-_]?key|access[-_]?key|signature|sig|credential)=)[^&#]*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
