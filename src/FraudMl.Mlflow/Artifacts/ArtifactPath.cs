namespace FraudMl.Mlflow;

/// <summary>Relative artifact paths: forward slashes, nothing that leads outside.</summary>
internal static class ArtifactPath
{
    /// <summary>Appends a relative path to an artifact URI.</summary>
    public static string Combine(string uri, string? path) =>
        string.IsNullOrEmpty(path) ? uri : $"{uri.TrimEnd('/')}/{EscapeFor(uri, Checked(path))}";

    /// <summary>Returns the path if it stays inside its root; refuses it otherwise.</summary>
    public static string Checked(string path)
    {
        string decoded = path;
        for (string next = Uri.UnescapeDataString(decoded); next != decoded; next = Uri.UnescapeDataString(decoded))
            decoded = next;
        bool leadsOutside = decoded.StartsWith('/') || decoded.Contains('\\', StringComparison.Ordinal) && Path.DirectorySeparatorChar == '\\'
            || decoded.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(decoded) || decoded.Split('/').Contains("..");
        return leadsOutside ? throw MlflowException.Invalid("Invalid path") : path.TrimEnd('/');
    }

    private static string EscapeFor(string uri, string path) =>
        uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? Escape(path) : path;

    /// <summary>Percent-encodes each segment.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
