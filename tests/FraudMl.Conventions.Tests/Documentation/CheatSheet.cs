using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests.Documentation;

/// <summary>The tables of a cheat-sheet: the code in the second cell of each row, after the block that the page begins with.</summary>
internal static class CheatSheet
{
    private const string Builder = "new FraudPipelineBuilder()";

    /// <summary>Returns all rows of a page as one program, each in its own block; what begins with a dot goes on from a builder.</summary>
    public static Snippet Of(string page, string[] lines)
    {
        string before = Snippet.Of(page, lines).FirstOrDefault()?.Code ?? "";
        return new(before + string.Concat(Rows(lines).Select(row => $"{{\n#line {row.Line} \"{page}\"\n{Statement(row.Code)}\n}}\n")));
    }

    /// <summary>Returns the line and the code of each row; a row without code has none.</summary>
    public static IEnumerable<(int Line, string Code)> Rows(string[] lines) =>
        from line in lines.Index()
        where line.Item.StartsWith("| ", StringComparison.Ordinal) && !IsHead(lines, line.Index)
        let cells = line.Item.Replace(@"\|", "\u0001", StringComparison.Ordinal).Split('|')
        let code = cells.Length > 2 ? cells[2].Trim().Replace('\u0001', '|') : ""
        select (line.Index + 1, code.Length > 2 && code[0] == '`' && code[^1] == '`' ? code[1..^1] : "");

    private static bool IsHead(string[] lines, int line) =>
        line + 1 < lines.Length && lines[line + 1].StartsWith("|---", StringComparison.Ordinal);

    private static string Statement(string code) => code switch
    {
        [.., ';'] => code,
        ['.', ..] => $"_ = {Builder}{code};",
        _ => $"_ = {code};",
    };
}
