using System.Text.RegularExpressions;

namespace FraudMl.Conventions.Tests;

/// <summary>A clone works anywhere: behind a bank's own package mirror and in any folder.</summary>
public sealed partial class PortabilityTests
{
    private static readonly string[] TextExtensions =
    [
        "", ".cs", ".csproj", ".props", ".targets", ".sln", ".slnx", ".md", ".txt", ".json", ".yml", ".yaml", ".xml", ".config",
        ".sh", ".cmd",
        ".ps1", ".py", ".html", ".css", ".js", ".proto", ".sql", ".editorconfig", ".gitignore", ".gitattributes", ".csv",
    ];

    // Put together here so that this file does not name them either.
    private static readonly string[] RegistryHosts =
        [.. new[] { "nuget org", "pypi org", "pythonhosted org", "npmjs org", "npmjs com", "pkgs dev azure com",
            "anaconda org" }.Select(host => host.Replace(' ', '.'))];

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() =>
        Lines().SelectMany(line => RegistryHosts.Where(host => line.Text.Contains(host, StringComparison.OrdinalIgnoreCase))
            .Select(host => $"{line.Place} names {host}; sources belong to the user's own configuration.")).ShouldBeNone();

    [Fact]
    public void No_file_holds_a_path_of_somebodys_machine() =>
        Lines().Where(line => MachinePath().IsMatch(line.Text))
            .Select(line => $"{line.Place} holds the path {MachinePath().Match(line.Text).Value}; use a relative or temporary one.")
            .ShouldBeNone();

    private static IEnumerable<(string Place, string Text)> Lines() =>
        from path in Repository.Files()
        where TextExtensions.Contains(Path.GetExtension(path).ToLowerInvariant())
        from line in File.ReadLines(path).Index()
        select ($"{Repository.Name(path)}:{line.Index + 1}", line.Item);

    [GeneratedRegex(@"(?<![\w.~$})\]/-])/(work|root|home|Users)/[\w.]+|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
