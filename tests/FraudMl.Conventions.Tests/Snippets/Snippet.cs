namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>One <c>csharp</c> block of a page, with the blocks of the page it continues.</summary>
internal sealed record Snippet(string Place, string Code)
{
    private const string Continued = "<!-- snippet: continued -->";

    /// <summary>Returns the snippets of a Markdown page; a block after the comment <c>snippet: continued</c> includes the one before it.</summary>
    public static IEnumerable<Snippet> Of(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string before = "";
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```csharp") continue;
            bool continued = i > 0 && lines[i - 1].Trim() == Continued;
            int end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            if (end < 0) end = lines.Length;
            string code = string.Join('\n', lines[(i + 1)..end]);
            before = continued ? $"{before}\n{code}" : code;
            yield return new Snippet($"{Repository.Name(path)}:{i + 1}", before);
            i = end;
        }
    }
}
