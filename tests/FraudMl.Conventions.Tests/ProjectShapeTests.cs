namespace FraudMl.Conventions.Tests;

public sealed class ProjectShapeTests
{
    private const int MaxProjectLines = 20;
    private const int MinReadmeWords = 40;

    [Fact]
    public void A_project_file_is_description_and_references()
    {
        Repository.Files(pattern: "*.csproj")
            .Select(path => (Name: Repository.Name(path), Lines: File.ReadAllLines(path).Length))
            .Where(project => project.Lines > MaxProjectLines)
            .Select(project => $"{project.Name} has {project.Lines} lines; at most {MaxProjectLines}. Move what is common to "
                + $"Directory.Build.props.")
            .ShouldBeNone();
    }

    [Fact]
    public void A_package_that_offers_something_explains_itself_in_its_README()
    {
        ProjectFile.In("src").Where(OffersSomething).Select(ReadmeProblem).OfType<string>().ShouldBeNone();
    }

    // The generator of log methods writes several classes in an order of its own at each build, and no two packages would be the same.
    [Fact]
    public void The_log_methods_of_a_package_stand_in_one_file()
    {
        Repository.Files("src", "*.cs").Where(path => File.ReadAllText(path).Contains("[LoggerMessage(", StringComparison.Ordinal))
            .Select(Repository.Name).GroupBy(name => name.Split('/')[1]).Where(files => files.Count() > 1)
            .Select(files => $"{files.Key} has log methods in {string.Join(", ", files)}; move them into one class.")
            .ShouldBeNone();
    }

    private static bool OffersSomething(ProjectFile project) =>
        Packages.All.FirstOrDefault(assembly => assembly.GetName().Name == project.Name) is not { } assembly
            || assembly.GetExportedTypes().Length > 0;

    private static string? ReadmeProblem(ProjectFile project)
    {
        string path = Path.Combine(Path.GetDirectoryName(project.FullPath)!, "README.md");
        if (!File.Exists(path)) return $"{project.Name} has no README.md.";
        string text = File.ReadAllText(path);
        if (!text.StartsWith($"# {project.Name}\n", StringComparison.Ordinal))
            return $"{Repository.Name(path)} must begin with '# {project.Name}'.";
        int words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words >= MinReadmeWords ? null
            : $"{Repository.Name(path)} has {words} words; say in at least {MinReadmeWords} what the package does and how it is used.";
    }
}
