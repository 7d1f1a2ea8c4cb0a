namespace FraudMl.Mlflow;

/// <summary>The forms of a tracking URI.</summary>
internal static class MlflowTrackingUri
{
    private const string SqlitePrefix = "sqlite:///";

    public static string SchemeOf(string uri)
    {
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? uri : uri[..colon]).ToLowerInvariant();
    }

    public static string? Problem(string uri) => SchemeOf(uri) switch
    {
        "sqlite" when !uri.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) || SqlitePath(uri) is "" or ":memory:" =>
            $"TrackingUri must name a file: sqlite:///relative.db or sqlite:////absolute.db. Got '{uri}' instead.",
        "http" or "https" when !Uri.TryCreate(uri, UriKind.Absolute, out _) => $"TrackingUri must be a complete URL. Got '{uri}' instead.",
        _ => null,
    };

    public static string WithoutCredentials(string uri)
    {
        int start = uri.IndexOf("://", StringComparison.Ordinal) + 3;
        int at = uri.IndexOf('@', StringComparison.Ordinal);
        return SchemeOf(uri) is "http" or "https" && at > 0 && uri.IndexOf('/', start) is var slash && (slash < 0 || at < slash) ? uri[..start] + uri[(at + 1)..] : uri;
    }

    /// <summary>Returns the database file of <c>sqlite:///relative.db</c> or <c>sqlite:////absolute.db</c>, without the query.</summary>
    public static string SqlitePath(string uri)
    {
        string path = uri[SqlitePrefix.Length..];
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? path : path[..query];
    }
}
