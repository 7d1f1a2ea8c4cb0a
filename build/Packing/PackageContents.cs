using System.IO.Compression;
using System.Xml.Linq;

namespace FraudMl.Build;

/// <summary>What every package must hold for a stranger: text, icon, licence, comments, symbols.</summary>
internal static class PackageContents
{
    private const string Core = "FraudMl.Core.";

    private static readonly string[] Wanted = ["id", "version", "authors", "license", "readme", "icon", "description", "tags", "copyright"];

    /// <summary>Fails the build with everything that is missing in the packages of a folder.</summary>
    public static void Require(string folder)
    {
        string[] problems = [.. Directory.EnumerateFiles(folder, "*.nupkg").Order(StringComparer.Ordinal).SelectMany(Problems)];
        if (problems.Length > 0) throw new BuildFailedException($"The packages are not complete:\n- {string.Join("\n- ", problems)}");
    }

    /// <summary>Returns the version that the packages of a folder have in common.</summary>
    public static string VersionIn(string folder) =>
        Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(folder, $"{Core}*.nupkg").First())[Core.Length..];

    private static IEnumerable<string> Problems(string package)
    {
        string name = Path.GetFileName(package);
        using ZipArchive zip = ZipFile.OpenRead(package);
        HashSet<string> files = [.. zip.Entries.Select(entry => entry.FullName)];
        Dictionary<string, string> told = Metadata(zip);
        foreach (string wanted in Wanted.Where(wanted => string.IsNullOrWhiteSpace(told.GetValueOrDefault(wanted))))
            yield return $"{name} has no {wanted} in its nuspec.";
        foreach (string file in new[] { told.GetValueOrDefault("readme"), told.GetValueOrDefault("icon") }.OfType<string>().Except(files))
            yield return $"{name} names {file}, which is not in it.";
        string[] assemblies = [.. files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)
            && file.EndsWith(".dll", StringComparison.Ordinal))];
        foreach (string assembly in assemblies.Where(assembly => !files.Contains(Path.ChangeExtension(assembly, ".xml"))))
            yield return $"{name} has {assembly} without its XML comments.";
        if (assemblies.Length > 0 && !File.Exists(Path.ChangeExtension(package, ".snupkg")))
            yield return $"{name} has no symbols beside it.";
    }

    private static Dictionary<string, string> Metadata(ZipArchive zip)
    {
        using Stream nuspec = zip.Entries.Single(entry => entry.FullName == entry.Name
            && entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single().Elements()
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
    }
}
