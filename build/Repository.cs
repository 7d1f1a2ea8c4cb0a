namespace FraudMl.Build;

/// <summary>Where things are in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Solution { get; } = Path.Combine(Root, "FraudMl.Sdk.sln");

    /// <summary>Returns a path under artifacts/.</summary>
    public static string Artifact(params string[] parts) => Path.Combine([Root, "artifacts", .. parts]);

    /// <summary>Returns the names of the projects in a folder, in alphabetical order.</summary>
    public static string[] ProjectsIn(string folder)
    {
        string path = Path.Combine(Root, folder);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.EnumerateFiles(path, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns an empty folder under artifacts/.</summary>
    public static string EmptyArtifactFolder(params string[] parts)
    {
        string path = Artifact(parts);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        return path;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FraudMl.Sdk.sln"))) return folder.FullName;
        throw new BuildFailedException($"FraudMl.Sdk.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
