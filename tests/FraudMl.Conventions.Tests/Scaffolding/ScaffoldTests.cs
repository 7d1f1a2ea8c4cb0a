using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FraudMl.Conventions.Tests.Scaffolding;

/// <summary>What can be seen of scaffolds without building them; <c>./build.sh smoke</c> builds and runs some, <c>templates</c>
/// all.</summary>
[Collection(ScaffoldsCollection.Name)]
public sealed partial class ScaffoldTests(Scaffolds scaffolds)
{
    private static readonly string[] OfTheTemplate = ["Acme", "acme", "#if", "#elseif", "#else", "#endif", "FRAUDML_", "Condition="];

    [Fact]
    public void Nothing_of_the_template_is_left() =>
        (from scaffold in scaffolds.All
         from file in scaffold.Files()
         let text = File.ReadAllText(file) + file[scaffold.Folder.Length..]
         from left in OfTheTemplate.Where(word => text.Contains(word, StringComparison.Ordinal))
         where Path.GetExtension(file) is not (".csproj" or ".md") || left != "FRAUDML_"     // a version that packing writes
         select $"{scaffold.NameOf(file)} has '{left}'.").ShouldBeNone();

    [Fact]
    public void Code_and_settings_can_be_read_whatever_the_name() =>
        (from scaffold in scaffolds.All
         from file in scaffold.Files(".cs", ".json", ".csproj", ".slnx")
         let problem = ProblemOf(file)
         where problem is not null
         select $"{scaffold.NameOf(file)}: {problem}").ShouldBeNone();

    [Fact]
    public void Every_path_that_a_scaffold_names_is_there() =>
        (from scaffold in scaffolds.All
         from file in scaffold.Files(".yml", ".yaml", ".md", ".slnx", ".csproj").Append(Path.Combine(scaffold.Folder, "Dockerfile"))
         from path in PathsIn(file)
         let start = path.StartsWith("..", StringComparison.Ordinal) ? Path.GetDirectoryName(file)! : scaffold.Folder
         where !Path.Exists(Path.GetFullPath(path, start))
         select $"{scaffold.NameOf(file)} names {path}, which is not there.").ShouldBeNone();

    [Fact]
    public void The_README_explains_the_chosen_options_and_no_others()
    {
        (string Heading, string File)[] chapters =
        [
            ("## Scoring", "src/{0}.Api"), ("## Container", "Dockerfile"), ("## Kubernetes", "kubernetes"),
            ("## All at once", "src/{0}.AppHost"), ("a tracking server that keeps", "src/{0}.Tracking"),
            (".github/workflows/fraud.yml", ".github"), ("`azure-pipelines.yml`", "azure-pipelines.yml"), ("dotnet test", "tests"),
        ];

        (from scaffold in scaffolds.All
         from chapter in chapters
         let told = scaffold.Read("README.md").Contains(chapter.Heading, StringComparison.Ordinal)
         where told != scaffold.Has(string.Format(null, chapter.File, scaffold.Name))
         select $"README.md of {scaffold.Name} ({scaffold.Options}) {(told ? "tells" : "does not tell")} '{chapter.Heading}'.")
         .ShouldBeNone();
    }

    private static string? ProblemOf(string file)
    {
        string text = File.ReadAllText(file);
        try
        {
            switch (Path.GetExtension(file))
            {
                case ".cs":
                    return CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetDiagnostics()
                        .FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString();
                case ".json":
                    using (JsonDocument.Parse(text)) return null;
                default:
                    XDocument.Parse(text);
                    return null;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or System.Xml.XmlException)
        {
            return unreadable.Message;
        }
    }

    private static IEnumerable<string> PathsIn(string file) =>
        File.Exists(file) ? NamedPath().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value) : [];

    // A path between quotes that begins with a folder of the scaffold.
    [GeneratedRegex("""["`]((?:(?:\.\./)+|\.github/|kubernetes/|src/|tests/)[^"`]+)["`]""")]
    private static partial Regex NamedPath();
}
