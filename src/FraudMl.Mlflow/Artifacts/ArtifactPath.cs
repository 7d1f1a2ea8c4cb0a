namespace FraudMl.Mlflow;

/// <summary>
/// Paths and names that come from a store, a server or a caller: forward slashes, nothing that leads outside, however often it is encoded.
/// </summary>
internal static class ArtifactPath
{
    /// <summary>The longest path and the longest URI, in characters.</summary>
    public const int Longest = 2_048;

    // Who encodes more often than that hides something.
    private const int MostEncodings = 3;

    /// <summary>Appends a relative path to an artifact URI.</summary>
    public static string Combine(string uri, string? path) =>
        string.IsNullOrEmpty(path) ? uri : $"{uri.TrimEnd('/')}/{EscapeFor(uri, Checked(path))}";

    /// <summary>Returns the path, as it is, if it stays inside its root; refuses it otherwise.</summary>
    public static string Checked(string path)
    {
        bool leadsOutside = path.StartsWith('/') || Path.IsPathRooted(path) || !IsPlain(path);
        return leadsOutside ? throw MlflowException.Invalid("Invalid path") : path.TrimEnd('/');
    }

    /// <summary>Returns the name of a file or folder, as it is; refuses one that is no name, such as one with a separator.</summary>
    public static string CheckedName(string name) => Checked(name) is "" or "." || name.Contains('/', StringComparison.Ordinal)
        ? throw MlflowException.Invalid("Invalid path")
        : name;

    /// <summary>Returns where a path that came from a store lies in a folder of this machine; refuses every place outside of it.</summary>
    public static string PlaceIn(string folder, string path)
    {
        string root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        string place = Path.GetFullPath(Path.Combine(root, Checked(path)));
        return place == root || place.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? place
            : throw MlflowException.Invalid("Invalid path");
    }

    /// <summary>Returns the last name in an artifact URI, as the store has it.</summary>
    public static string NameOf(string uri)
    {
        int scheme = uri.IndexOf(":/", StringComparison.Ordinal);
        string path = uri[(scheme < 0 ? 0 : scheme + 1)..].TrimEnd('/');
        string name = path[(path.LastIndexOf('/') + 1)..];
        return IsFile(uri) ? Uri.UnescapeDataString(name) : name;
    }

    /// <summary>
    /// Whether a path or URI means what it says: of bearable length, decoded in a few steps, with no other separators behind its
    /// encoding, and no <c>..</c> in it.
    /// </summary>
    public static bool IsPlain(string path)
    {
        if (path.Length > Longest)
            return false;
        string decoded = path;
        for (int encodings = 0; ; encodings++)
        {
            bool leadsElsewhere = decoded.Contains('\0', StringComparison.Ordinal) || decoded.Split('/', '\\').Contains("..");
            if (leadsElsewhere || SeparatorsOf(decoded) != SeparatorsOf(path))
                return false;
            string next = Uri.UnescapeDataString(decoded);
            if (next == decoded)
                return !(Path.DirectorySeparatorChar == '\\' && decoded.Contains('\\', StringComparison.Ordinal));
            if (encodings == MostEncodings)
                return false;
            decoded = next;
        }
    }

    /// <summary>Whether the URI names a file or folder of this machine by <c>file:</c>.</summary>
    public static bool IsFile(string uri) => uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Percent-encodes each segment.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string EscapeFor(string uri, string path) => IsFile(uri) ? Escape(path) : path;

    private static (int Slashes, int Backslashes) SeparatorsOf(string path) =>
        (path.AsSpan().Count('/'), path.AsSpan().Count('\\'));
}
