using System.Globalization;
using System.Text.RegularExpressions;

namespace FraudMl.Reporting;

/// <summary>A script as a notebook that imports into Databricks: its kernel is Python, each cell of C# is written into a file and run as a
/// single-file app. Cells run alone: what they share stands in the files that the script includes.</summary>
internal static partial class DatabricksFile
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Metadata = new()
    {
        ["kernelspec"] = new Dictionary<string, string> { ["display_name"] = "Python 3", ["language"] = "python", ["name"] = "python3" },
        ["language_info"] = new Dictionary<string, string> { ["name"] = "python" },
    };

    public static string Of(NotebookScript script)
    {
        using var notebook = new NotebookWriter();
        bool hasHeader = script.Cells.Count > 1 && script.Cells[0].FirstLine == 0;
        string written = hasHeader ? script.Cells[0].Source + "\n\n" : "";

        // All files stand in one folder there.
        string header = Include().Replace(written, include => $"#:include {Path.GetFileName(include.Groups[1].Value.Trim())}");
        bool isSetUp = false;
        int number = 0;
        foreach (ScriptCell cell in script.Cells.Skip(hasHeader ? 1 : 0))
        {
            if (cell.Kind != CellKind.Markdown && !isSetUp)
            {
                SetUp(notebook, script, written);
                isSetUp = true;
            }

            switch (cell.Kind)
            {
                case CellKind.Code:
                    string file = string.Create(CultureInfo.InvariantCulture, $"{++number:00}-{Slug(cell.Title)}.cs");
                    notebook.Code($"%%writefile {file}\n{header}{cell.Source}\n");
                    notebook.Code($"run(\"{file}\")");
                    break;
                case CellKind.Python: notebook.Code(cell.Source); break;
                default: notebook.Markdown(cell.Source); break;
            }
        }

        return notebook.ToJson(Metadata);
    }

    private static void SetUp(NotebookWriter notebook, NotebookScript script, string header)
    {
        string setUp = EmbeddedFile.Text("databricks.py").ReplaceLineEndings("\n");
        foreach (string cell in setUp.Split("# %%\n", StringSplitOptions.RemoveEmptyEntries)) notebook.Code(cell.Trim('\n'));
        foreach (Match include in Include().Matches(header))
        {
            string name = include.Groups[1].Value.Trim();
            string path = Path.Combine(Path.GetDirectoryName(script.Path) ?? "", name);
            notebook.Code($"%%writefile {Path.GetFileName(name)}\n{File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n')}\n");
        }
    }

    private static string Slug(string title)
    {
        string slug = NotInNames().Replace(title.ToLowerInvariant(), "-").Trim('-');
        return slug.Length > 0 ? slug : "cell";
    }

    [GeneratedRegex(@"^#:include (.+)$", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
