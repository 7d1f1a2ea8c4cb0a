namespace FraudMl.Build;

/// <summary>The SBOM of all packages together: what they bring, with versions, licences and hashes.</summary>
internal static class BillOfMaterials
{
    private const string Name = "FraudMl.cdx.json";

    public static async Task WriteAsync(string folder)
    {
        await Command.Dotnet("tool", "restore", "--verbosity", "quiet").RunAsync();
        await Command.Dotnet("dotnet-CycloneDX", Packages.WriteFilter(Repository.Root), "--disable-package-restore", "--exclude-dev",
            "--no-serial-number", "--base-intermediate-output-path", Repository.Artifact("obj"), "--set-name", "FraudMl",
            "--set-version", PackageContents.VersionIn(folder), "--set-type", "Library", "--output-format", "Json",
            "--output", folder, "--filename", Name).RunAsync();
        string file = Path.Combine(folder, Name);
        if (!File.Exists(file) || !(await File.ReadAllTextAsync(file)).Contains("pkg:nuget/", StringComparison.Ordinal))
            throw new BuildFailedException($"The SBOM {file} names no package.");
    }
}
