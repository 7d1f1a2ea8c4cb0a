namespace FraudMl.Conventions.Tests;

/// <summary>The files of the repository the tests run in.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", ".git", ".vs", ".idea", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Returns the path below the root, with forward slashes.</summary>
    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Returns the files below a folder that somebody wrote, in a stable order.</summary>
    public static IEnumerable<string> Files(string folder = ".", string pattern = "*")
    {
        var start = new DirectoryInfo(PathOf(folder));
        return start.Exists ? Files(start, pattern).Order(StringComparer.Ordinal) : [];
    }

    private static IEnumerable<string> Files(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => Path.GetFullPath(file.FullName))
            .Concat(folder.EnumerateDirectories()
                .Where(child => !Generated.Contains(child.Name) && child.LinkTarget is null)
                .SelectMany(child => Files(child, pattern)));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FraudMl.Sdk.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("FraudMl.Sdk.sln is in no folder above the tests.");
    }
}
