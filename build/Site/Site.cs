namespace FraudMl.Build;

/// <summary>The site: all pages, the decisions and the API, by docfx into artifacts/site.</summary>
internal static class Site
{
    private const string Documented = "tests/FraudMl.Conventions.Tests";

    public static async Task BuildAsync()
    {
        string folder = Repository.EmptyArtifactFolder("site-source"), made = Repository.EmptyArtifactFolder("site");
        string settings = Path.Combine(Repository.Root, "build", "Site");
        await Command.Dotnet("tool", "restore", "--verbosity", "quiet").RunAsync();
        // The one folder where the assemblies of all packages lie beside what they refer to.
        await Command.Dotnet("build", Documented, "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false").RunAsync();
        new SitePages(folder).Write();
        foreach (string file in new[] { "docfx.json", "filter.yml", "namespaces.md" })
            File.Copy(Path.Combine(settings, file), Path.Combine(folder, file));
        await DocfxAsync("metadata", folder);
        new ApiPages(Path.Combine(folder, "api"), Path.Combine(Repository.Root, Documented, "PublicApi"),
            Path.Combine(folder, "namespaces.md")).Finish();
        await DocfxAsync("build", folder, "--warningsAsErrors");
        Console.WriteLine($"docs: {Directory.EnumerateFiles(made, "*.html", SearchOption.AllDirectories).Count()} pages in {made}");
    }

    private static Task DocfxAsync(string command, string folder, params string[] options) =>
        Command.Dotnet(["docfx", command, Path.Combine(folder, "docfx.json"), "--logLevel", "warning", .. options]).RunAsync();
}
