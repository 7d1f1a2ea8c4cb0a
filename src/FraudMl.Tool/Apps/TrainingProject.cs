using System.Xml;
using System.Xml.Linq;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Apps;

/// <summary>Finds the training app of a folder: the one program of it that uses the whole SDK.</summary>
internal static class TrainingProject
{
    private static readonly string[] Training = ["FraudMl", "FraudMl.AutoML"];

    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>Returns the project, or the script of one file, to train with.</summary>
    /// <param name="given">A project, a script or a folder; null for the current folder.</param>
    /// <exception cref="Refusal">Thrown when there is none, or more than one.</exception>
    public static string Find(string? given)
    {
        if (File.Exists(given)) return given;
        string folder = given ?? Directory.GetCurrentDirectory();
        if (!Directory.Exists(folder)) throw new Refusal(ExitCode.BadInput, $"There is no project or folder '{given}'.");
        string[] found = [.. Projects(new DirectoryInfo(folder), depth: 3).Where(IsTraining).Order(StringComparer.Ordinal)];
        if (found.Length > 1 && found.Where(IsNamedTraining).ToArray() is { Length: 1 } named) found = named;
        return found switch
        {
            [var one] => one,
            [] => throw new Refusal(ExitCode.BadInput, $"There is no training app in '{folder}': no program with the SDK or the package "
                + "FraudMl. Name it with --project, or make one with fraudml new."),
            _ => throw new Refusal(ExitCode.BadInput, $"There are {found.Length} training apps in '{folder}': "
                + $"{string.Join(", ", found.Select(path => Path.GetRelativePath(folder, path)))}. Name one with --project."),
        };
    }

    private static IEnumerable<string> Projects(DirectoryInfo folder, int depth)
    {
        foreach (FileInfo project in folder.EnumerateFiles("*.csproj")) yield return project.FullName;
        if (depth == 0) yield break;
        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
        {
            if (Skipped.Contains(inner.Name) || inner.Name.StartsWith('.')) continue;
            foreach (string project in Projects(inner, depth - 1)) yield return project;
        }
    }

    private static bool IsNamedTraining(string project) =>
        Path.GetFileNameWithoutExtension(project).EndsWith("Training", StringComparison.OrdinalIgnoreCase);

    private static bool IsTraining(string path)
    {
        XElement project;
        try
        {
            project = XDocument.Load(path).Root!;
        }
        catch (XmlException)
        {
            return false;
        }

        XElement[] all = [.. project.Descendants()];
        string Value(string name) => all.LastOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
        bool usesSdk = project.Attribute("Sdk")?.Value.Split('/')[0] == "FraudMl.Sdk";
        bool usesPackage = all.Any(element => element.Name.LocalName == "PackageReference"
            && Training.Contains(element.Attribute("Include")?.Value));
        return (usesSdk || usesPackage) && Value("OutputType").Equals("Exe", StringComparison.OrdinalIgnoreCase)
            && Value("IsTestProject") != "true" && all.All(element => element.Attribute("Include")?.Value != "Microsoft.NET.Test.Sdk");
    }
}
