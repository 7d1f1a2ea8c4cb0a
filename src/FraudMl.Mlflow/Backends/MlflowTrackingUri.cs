namespace FraudMl.Mlflow;

/// <summary>The forms of a tracking URI: <c>SCHEME://PLACE</c>, or a scheme alone, such as <c>databricks</c>.</summary>
public static class MlflowTrackingUri
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

    /// <summary>Returns the URI without user name and password, for messages and logs.</summary>
    public static string WithoutCredentials(string uri)
    {
        int start = uri.IndexOf(Authority, StringComparison.Ordinal);
        if (start < 0)
            return uri;
        start += Authority.Length;
        int end = uri.IndexOfAny(['/', '?', '#'], start);
        int at = uri.LastIndexOf('@', (end < 0 ? uri.Length : end) - 1);
        return at < start ? uri : uri[..start] + uri[(at + 1)..];
    }

    /// <summary>Returns what is wrong with the URI in an option of that name; null when nothing is.</summary>
    internal static string? Problem(string option, string uri) => SchemeOf(uri) switch
    {
        "sqlite" when !uri.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) || SqlitePath(uri) is "" or ":memory:" =>
            $"{option} must name a file: sqlite:///relative.db or sqlite:////absolute.db. Got '{uri}' instead.",
        "http" or "https" when !Uri.TryCreate(uri, UriKind.Absolute, out _) => $"{option} must be a complete URL. Got '{WithoutCredentials(uri)}' instead.",
        _ => null,
    };

    /// <summary>Returns the database file of <c>sqlite:///relative.db</c> or <c>sqlite:////absolute.db</c>, without the query.</summary>
    internal static string SqlitePath(string uri)
    {
        string path = uri[SqlitePrefix.Length..];
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? path : path[..query];
    }
}
