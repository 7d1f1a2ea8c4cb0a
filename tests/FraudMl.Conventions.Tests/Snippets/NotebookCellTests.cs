using System.Text.Json;

namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>The cells of the sample's notebook are programs of their own: a variable that crosses from one to another is found.</summary>
public sealed class NotebookCellTests
{
    private const string Notebook = "samples/DatabricksNotebook/fraud.ipynb", Written = "%%writefile ", Shared = "work.cs";

    [Fact]
    public void Each_cell_of_the_notebook_compiles_by_itself()
    {
        using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(Notebook)));
        (string Name, string Code)[] files =
        [
            .. notebook.RootElement.GetProperty("cells").EnumerateArray()
                .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))
                .Where(source => source.StartsWith(Written, StringComparison.Ordinal)).Select(Divided),
        ];
        string shared = files.Single(file => file.Name == Shared).Code;
        files.Length.ShouldBeGreaterThan(10);
        files.Where(file => file.Name != Shared)
            .SelectMany(file => SnippetCompiler.Problems(new Snippet(
                $"using static FraudMl.Reporting.Notebook;\n#line 1 \"{file.Name}\"\n{file.Code}\n#line 1 \"{Shared}\"\n{shared}")))
            .ShouldBeNone();
    }

    // Directives of single-file apps are no C#; their lines stay, so that an error leads to its place. In one file no using is global.
    private static (string Name, string Code) Divided(string source)
    {
        string[] lines = source.Split('\n');
        return (lines[0][Written.Length..], string.Join('\n', lines[1..].Select(line =>
            line.StartsWith('#') ? "" : line.StartsWith("global using ", StringComparison.Ordinal) ? line["global ".Length..] : line)));
    }
}
