using System.Text.RegularExpressions;

namespace FraudMl.Reporting;

/// <summary>A C# script in cells, which begin at lines such as <c>// %% Title</c>, as editors and Jupytext mark them.</summary>
internal sealed partial class NotebookScript
{
    private NotebookScript(string path, IReadOnlyList<ScriptCell> cells)
    {
        Path = path;
        Cells = cells;
    }

    /// <value>Where the script is.</value>
    public string Path { get; }

    /// <value>The cells in their order; at least one.</value>
    public IReadOnlyList<ScriptCell> Cells { get; }

    /// <value>The heading of the first text; the file's name where there is none.</value>
    public string Title => Cells.Where(cell => cell.Kind == CellKind.Markdown)
        .SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal)) is { } heading
        ? heading[2..].Trim() : System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads a script. Where its source is not on this machine, it is one cell that says so.</summary>
    public static NotebookScript Read(string path) => Parse(path, File.Exists(path)
        ? File.ReadAllText(path) : $"// The source of this program, {System.IO.Path.GetFileName(path)}, is not on this machine.");

    /// <summary>Divides a script into cells.</summary>
    public static NotebookScript Parse(string path, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var cells = new List<ScriptCell>();
        int first = 0;
        Match mark = Match.Empty;
        for (int i = 0; i <= lines.Length; i++)
        {
            Match next = i < lines.Length ? Mark().Match(lines[i]) : Match.Empty;
            if (i < lines.Length && !next.Success) continue;
            if (mark.Success || lines[first..i].Any(line => line.Trim().Length > 0))
                cells.Add(Cell(mark, mark.Success ? first + 1 : 0, lines[(mark.Success ? first + 1 : first)..i]));
            (mark, first) = (next, i);
        }

        return new(path, cells.Count > 0 ? cells : [new(CellKind.Code, "", 0, "")]);
    }

    /// <summary>Returns the number of the cell that holds a line.</summary>
    /// <param name="line">The line, from 1.</param>
    public int CellAt(int line)
    {
        int cell = Cells.Count - 1;
        while (cell > 0 && Cells[cell].FirstLine > line) cell--;
        return cell;
    }

    private static ScriptCell Cell(Match mark, int firstLine, string[] lines)
    {
        CellKind kind = mark.Groups["kind"].Value switch
        {
            "markdown" or "md" => CellKind.Markdown,
            "python" => CellKind.Python,
            _ => CellKind.Code,
        };
        IEnumerable<string> source = kind == CellKind.Code ? lines : lines.Select(Uncommented);
        return new(kind, mark.Groups["title"].Value.Trim(), firstLine, string.Join('\n', source.Select(line => line.TrimEnd())).Trim('\n'));
    }

    private static string Uncommented(string line) => Comment().Replace(line, "");

    [GeneratedRegex(@"^//\s*%%\s*(?:\[(?<kind>markdown|md|python)\])?(?<title>[^\r\n]*)$")]
    private static partial Regex Mark();

    [GeneratedRegex("^// ?")]
    private static partial Regex Comment();
}
