namespace FraudMl.Conventions.Tests.Scaffolding;

/// <summary>A solution that <c>dotnet new fraudml</c> made.</summary>
internal sealed record Scaffold(string Name, string Folder, string Options)
{
    public IEnumerable<string> Files(params string[] extensions) =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Length == 0 || extensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal);

    public string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    public bool Has(string path) => Path.Exists(Path.Combine(Folder, path));

    /// <summary>Returns how a finding names a file.</summary>
    public string NameOf(string file) => $"{Name} ({Options}), {Path.GetRelativePath(Folder, file)}";
}
