using System.Security.Cryptography;

namespace FraudMl.Build;

/// <summary>Packs what src ships, as it would be released: sources named by their place in the repository, validated.</summary>
internal static class Packages
{
    public static async Task PackAsync(string? version)
    {
        string folder = Repository.EmptyArtifactFolder("packages");
        await PackAsync(Repository.Root, folder, version);
        PackageContents.Require(folder);
        await BillOfMaterials.WriteAsync(folder);
        await KnownHoles.RequireNoneAsync();
        foreach (string package in Files(folder)) Console.WriteLine(package);
    }

    /// <summary>Packs the commit that is checked out in two clones and fails when a byte differs.</summary>
    public static async Task CheckAsync(string? version)
    {
        string root = Directory.CreateTempSubdirectory("fraudml-pack-").FullName;
        try
        {
            string first = await PackCloneAsync(root, "first", version), second = await PackCloneAsync(root, "another-place", version);
            string[] differing = [.. Files(first).Select(Path.GetFileName).OfType<string>()
                .Where(name => HashOf(Path.Combine(first, name)) != HashOf(Path.Combine(second, name)))];
            if (differing.Length > 0)
                throw new BuildFailedException($"Two builds of one commit differ in {string.Join(", ", differing)}.");
            foreach (string package in Files(first)) Console.WriteLine($"{HashOf(package)}  {Path.GetFileName(package)}");
            Console.WriteLine("pack: two builds of this commit, in two folders, are the same to the byte");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.*nupkg").Order(StringComparer.Ordinal);

    /// <summary>Writes a solution filter of what is packed, and returns its path.</summary>
    public static string WriteFilter(string root)
    {
        IEnumerable<string> projects = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !File.ReadAllText(file).Contains("<IsPackable>false", StringComparison.Ordinal))
            .Select(file => $"\"{Path.GetRelativePath(root, file).Replace('\\', '/')}\"").Order(StringComparer.Ordinal);
        string filter = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName, "packages.slnf");
        File.WriteAllText(filter, $$"""
            { "solution": { "path": "../FraudMl.Sdk.sln", "projects": [ {{string.Join(", ", projects)}} ] } }
            """);
        return filter;
    }

    private static async Task<string> PackCloneAsync(string root, string name, string? version)
    {
        string clone = Path.Combine(root, name), folder = Path.Combine(root, $"packages-{name}");
        await new Command("git", "clone", "--quiet", Repository.Root, clone).RunAsync();
        await PackAsync(clone, folder, version);
        return folder;
    }

    private static Task PackAsync(string root, string folder, string? version) =>
        (Command.Dotnet(["pack", WriteFilter(root), "-c", "Release", "-v", "quiet", "-warnaserror", "-o", folder,
            "-p:ContinuousIntegrationBuild=true", .. version is null ? Array.Empty<string>() : [$"-p:Version={version}"]])
            with { WorkingDirectory = root }).RunAsync();

    private static string HashOf(string file) =>
        File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "not there";
}
