using System.Text.Json;

namespace FraudMl.Build;

/// <summary>Known holes of what the packages depend on, as far as the package source has a list of them.</summary>
internal static class KnownHoles
{
    // A version whose hole has long been on every list: a source that does not name it has no list.
    private const string Canary = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
          <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
        </Project>
        """;

    public static async Task RequireNoneAsync()
    {
        if (!await HasListAsync())
        {
            Console.WriteLine("pack: the package source has no list of known holes, or it can't be reached, so that none was looked for");
            return;
        }

        string listed = await ListAsync(Packages.WriteFilter(Repository.Root));
        string[] found = Vulnerable(listed) ?? throw new BuildFailedException($"dotnet list package --vulnerable gave no list:\n{listed}");
        if (found.Length > 0) throw new BuildFailedException($"Known holes in what the packages depend on: {string.Join(", ", found)}.");
        Console.WriteLine("pack: no known hole in what the packages depend on");
    }

    private static async Task<bool> HasListAsync()
    {
        string folder = Directory.CreateTempSubdirectory("fraudml-holes-").FullName;
        try
        {
            string project = Path.Combine(folder, "canary.csproj");
            await File.WriteAllTextAsync(project, Canary);
            return Vulnerable(await ListAsync(project)) is { Length: > 0 };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> ListAsync(string project) => (await (Command.Dotnet("list", project, "package", "--vulnerable",
        "--include-transitive", "--format", "json") with { WorkingDirectory = Path.GetDirectoryName(project)! }).CaptureAsync()).Output;

    private static string[]? Vulnerable(string listed)
    {
        int start = listed.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(listed[start..(listed.LastIndexOf('}') + 1)]);
            return [.. Named(document.RootElement).Distinct()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Named(JsonElement list) =>
        from project in Items(list, "projects")
        from framework in Items(project, "frameworks")
        from kind in new[] { "topLevelPackages", "transitivePackages" }
        from package in Items(framework, kind)
        where Items(package, "vulnerabilities").Any()
        select $"{package.GetProperty("id").GetString()} {package.GetProperty("resolvedVersion").GetString()}";

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : default;
}
