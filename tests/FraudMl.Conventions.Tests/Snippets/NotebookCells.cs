using System.Text.Json;

namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>The cells of C# in the sample's notebook, each a program of its own beside a file that all have.</summary>
internal static class NotebookCells
{
    private const string Notebook = "samples/DatabricksNotebook/fraud.ipynb", Written = "%%writefile ", Shared = "work.cs";

    /// <summary>Returns the programs by the names of their files.</summary>
    public static IReadOnlyDictionary<string, Snippet> Read()
    {
        using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(Notebook)));
        var files = notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))
            .Where(source => source.StartsWith(Written, StringComparison.Ordinal)).Select(Divided).ToDictionary();
        return files.Where(file => file.Key != Shared).ToDictionary(
            file => file.Key, file => WithShared(file.Key, file.Value, files[Shared]));
    }

    /// <summary>Returns a program of a part of a cell.</summary>
    public static Snippet Part(string code)
    {
        string shared = File.ReadAllText(Repository.PathOf("samples", "DatabricksNotebook", Shared));
        return WithShared("part.cs", code, Divided($"{Written}{Shared}\n{shared}").Value);
    }

    private static Snippet WithShared(string name, string code, string shared) => new(
        $"using static FraudMl.Reporting.Notebook;\n#line 1 \"{name}\"\n{code}\n#line 1 \"{Shared}\"\n{shared}");

    // Directives of single-file apps are no C#; their lines stay, so that an error leads to its place. In one file no using is global.
    private static KeyValuePair<string, string> Divided(string source)
    {
        string[] lines = source.Split('\n');
        return new(lines[0][Written.Length..], string.Join('\n', lines[1..].Select(line =>
            line.StartsWith('#') ? "" : line.StartsWith("global using ", StringComparison.Ordinal) ? line["global ".Length..] : line)));
    }
}
