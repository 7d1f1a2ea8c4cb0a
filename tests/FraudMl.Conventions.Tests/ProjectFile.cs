using System.Xml.Linq;

namespace FraudMl.Conventions.Tests;

/// <summary>What a project file says it refers to.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        FullPath = path;
        _document = XDocument.Load(path);
    }

    public string FullPath { get; }

    public string Name => Path.GetFileNameWithoutExtension(FullPath);

    public string RelativePath => Repository.Name(FullPath);

    /// <value>The paths of the referenced projects, below the root, with forward slashes.</value>
    public IEnumerable<string> Projects => Includes("ProjectReference")
        .Select(include => Repository.Name(Path.GetFullPath(include.Replace('\\', '/'), Path.GetDirectoryName(FullPath)!)));

    public IEnumerable<string> Packages => Includes("PackageReference");

    public IEnumerable<string> Frameworks => Includes("FrameworkReference");

    public static IEnumerable<ProjectFile> In(string folder) => Repository.Files(folder, "*.csproj").Select(path => new ProjectFile(path));

    private IEnumerable<string> Includes(string element) =>
        _document.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
