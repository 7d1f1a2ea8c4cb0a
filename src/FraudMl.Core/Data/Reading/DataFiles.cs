using System.IO.Enumeration;

namespace FraudMl;

/// <summary>Finds the files that a path with wildcards names.</summary>
internal static class DataFiles
{
    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];

    /// <summary>Returns the files of some paths, in the order of the paths; those of a path with * or ? in the order of their
    /// names.</summary>
    /// <param name="paths">Files, or paths with * and ? in any part, and ** for folders of any depth.</param>
    /// <exception cref="FraudMlException">Thrown when there is no path, one names no file, or a file stands twice.</exception>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) throw new FraudMlException("There is no file to read. Name at least one.");
        string[] files = [.. paths.SelectMany(path => IsPattern(path) && !File.Exists(path) ? Matching(path) : [path])];
        string? twice = files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null ? files : throw new FraudMlException(
            $"'{Path.GetFileName(twice)}' would be read twice, and its rows would count twice. Name each file once.");
    }

    /// <summary>Returns the folder above the first wildcard of a path; that of the file where there is none.</summary>
    public static string RootOf(string path)
    {
        string[] parts = path.Split(Separators);
        int known = IsPattern(path) && !File.Exists(path) ? Array.FindIndex(parts, IsPattern) : parts.Length - 1;
        return known == 0 ? "." : string.Join(Path.DirectorySeparatorChar, parts[..known]) + Path.DirectorySeparatorChar;
    }

    /// <summary>Returns what files are called together.</summary>
    public static string NameOf(IReadOnlyList<string> files) => files.Count == 1
        ? Path.GetFileName(files[0])
        : FormattableString.Invariant($"{Path.GetFileName(files[0])} and {files.Count - 1} more");

    private static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    private static string[] Matching(string pattern)
    {
        string[] parts = pattern.Split(Separators);
        int known = Array.FindIndex(parts, IsPattern);
        string root = known == 0 ? "" : string.Join(Path.DirectorySeparatorChar, parts[..known]) + Path.DirectorySeparatorChar;
        string[] files = [.. Below(root, parts[known..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FraudMlException($"There is no file that '{pattern}' names. Check the path.");
    }

    private static IEnumerable<string> Below(string folder, string[] parts)
    {
        string place = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(place)) return [];
        if (parts[0] == "**")
            return parts.Length == 1 ? Below(folder, ["**", "*"])
                : [.. Below(folder, parts[1..]), .. Folders(place, "*").SelectMany(name => Below(Inside(folder, name), parts))];
        return parts.Length == 1
            ? Names(Directory.EnumerateFiles(place), parts[0]).Select(name => folder + name)
            : Folders(place, parts[0]).SelectMany(name => Below(Inside(folder, name), parts[1..]));
    }

    private static IEnumerable<string> Folders(string place, string pattern) => pattern is "." or ".." || !IsPattern(pattern)
        ? [pattern] : Names(Directory.EnumerateDirectories(place), pattern);

    // As in a shell, * finds nothing that is hidden.
    private static IEnumerable<string> Names(IEnumerable<string> paths, string pattern) =>
        paths.Select(path => Path.GetFileName(path)).Where(name => (name[0] != '.' || pattern[0] == '.')
            && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: OperatingSystem.IsWindows()));

    private static string Inside(string folder, string name) => $"{folder}{name}{Path.DirectorySeparatorChar}";
}
