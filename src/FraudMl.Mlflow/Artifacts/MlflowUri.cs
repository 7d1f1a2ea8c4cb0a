using System.Buffers;
using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>
/// A URI of a model or a run, taken apart: <c>models:/NAME@ALIAS</c>, <c>models:/NAME/3</c>, <c>models:/NAME/latest</c>,
/// <c>models:/m-…</c>,
/// <c>runs:/RUN_ID/path</c>. The name may have three levels, <c>catalog.schema.name</c>, and an <c>@</c>: the last one begins the alias,
/// and before a version it is part of the name.
/// </summary>
public sealed record MlflowUri
{
    internal const string LatestVersion = "latest";

    // As MLflow makes the ids of logged models.
    private const int ModelIdLength = 34;

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdef");

    /// <value>The run, of <c>runs:/</c>; else null.</value>
    public string? RunId { get; private init; }

    /// <value>The logged model, of <c>models:/m-…</c>; else null.</value>
    public string? LoggedModelId { get; private init; }

    /// <value>The registered model, whole; null for runs and logged models.</value>
    public string? ModelName { get; private init; }

    /// <value>The alias of the registered model; null when a version is named.</value>
    public string? Alias { get; private init; }

    /// <value>The version of the registered model, a number or <c>latest</c>; null when an alias is named.</value>
    public string? Version { get; private init; }

    /// <value>What is meant below it; null for all of it.</value>
    public string? Path { get; private init; }

    /// <summary>Takes the URI apart; returns <see langword="null"/> when it is of another scheme.</summary>
    /// <exception cref="MlflowException">Thrown when it has the scheme, but none of the forms.</exception>
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
        // A version behind the name leaves the name whole: names of models may hold an @, and begin as the ids of logged models do.
        if (name.Length > 0 && rest is not null && !IsModelId(name) && VersionOf(rest) is { } version)
            return new MlflowUri { ModelName = name, Version = version, Path = Cut(rest, '/').Tail };
        int at = name.LastIndexOf('@');
        if (at > 0 && at < name.Length - 1)
            return new MlflowUri { ModelName = name[..at], Alias = name[(at + 1)..], Path = rest };
        return name.StartsWith("m-", StringComparison.Ordinal) && at < 0
            ? new MlflowUri { LoggedModelId = name, Path = rest }
            : throw Malformed(uri);
    }

    private static bool IsModelId(string name) =>
        name.Length == ModelIdLength && name.StartsWith("m-", StringComparison.Ordinal) && name.AsSpan(2).IndexOfAnyExcept(_hexDigits) < 0;

    private static string? VersionOf(string rest)
    {
        string head = Cut(rest, '/').Head;
        if (head.Equals(LatestVersion, StringComparison.OrdinalIgnoreCase))
            return LatestVersion;
        return int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? head : null;
    }

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
