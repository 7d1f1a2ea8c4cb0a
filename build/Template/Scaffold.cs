namespace FraudMl.Build.Template;

/// <summary>A solution that <c>dotnet new fraudml</c> made.</summary>
internal sealed record Scaffold(string Parent, string Name, TemplateRow Row)
{
    public string Folder => Path.Combine(Parent, Name);

    public IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Folder, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Returns the folder of one of its projects, such as <c>Training</c>.</summary>
    public string FolderOf(string part) => Path.Combine(Folder, part == "Tests" ? "tests" : "src", $"{Name}.{part}");

    /// <summary>Returns what was built of one of its projects.</summary>
    public string Built(string part) => Path.Combine(FolderOf(part), "bin", "Release", "net10.0", $"{Name}.{part}.dll");
}
