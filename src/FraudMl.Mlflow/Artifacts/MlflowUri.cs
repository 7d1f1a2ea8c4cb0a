using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>A parsed <c>models:/…</c> or <c>runs:/…</c> URI.</summary>
internal sealed record MlflowUri
{
    public string? RunId { get; private init; }

    public string? LoggedModelId { get; private init; }

    public string? ModelName { get; private init; }

    public string? Alias { get; private init; }

    public string? Version { get; private init; }

    public string? Path { get; private init; }

    /// <summary>Parses the URI; returns <see langword="null"/> when it is of another scheme.</summary>
    public static MlflowUri? TryParse(string uri)
    {
        if (After(uri, "runs:/") is { } run)
        {
            (string runId, string? path) = Cut(run, '/');
            return runId.Length > 0 ? new MlflowUri { RunId = runId, Path = path } : throw Malformed(uri);
        }

        return After(uri, "models:/") is { } model ? ParseModel(uri, model) : null;
    }

    private static MlflowUri ParseModel(string uri, string model)
    {
        (string name, string? rest) = Cut(model, '/');
        if (name.StartsWith("m-", StringComparison.Ordinal) && !IsVersion(rest))
            return new MlflowUri { LoggedModelId = name, Path = rest };
        (string baseName, string? alias) = Cut(name, '@');
        if (baseName.Length > 0 && alias is { Length: > 0 })
            return new MlflowUri { ModelName = baseName, Alias = alias, Path = rest };
        if (name.Length == 0 || rest is null)
            throw Malformed(uri);
        (string version, string? path) = Cut(rest, '/');
        return version == "latest" || IsVersion(version)
            ? new MlflowUri { ModelName = name, Version = version, Path = path }
            : throw Malformed(uri);
    }

    private static bool IsVersion(string? text) =>
        text is not null && int.TryParse(Cut(text, '/').Head, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string? After(string uri, string scheme) =>
        uri.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? uri[scheme.Length..].TrimStart('/') : null;

    private static (string Head, string? Tail) Cut(string text, char separator)
    {
        int at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..].Length == 0 ? null : text[(at + 1)..]);
    }

    private static MlflowException Malformed(string uri) => MlflowException.Invalid(
        $"'{uri}' is no model or run URI. Use models:/name@alias, models:/name/3, models:/name/latest, models:/m-…, or runs:/RUN_ID/path.");
}
