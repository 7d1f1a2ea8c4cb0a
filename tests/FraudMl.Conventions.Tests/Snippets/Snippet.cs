namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>One <c>csharp</c> block of a page, after the blocks it continues; <c>#line</c> leads errors back to the page.</summary>
internal sealed record Snippet(string Code)
{
    private const string Continued = "<!-- snippet: continued -->";

    /// <summary>Returns the snippets of a Markdown page; a block after the comment <c>snippet: continued</c>
    /// includes the one before it.</summary>
    public static IEnumerable<Snippet> Of(string page, string[] lines)
    {
        string before = "";
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```csharp") continue;
            bool continued = i > 0 && lines[i - 1].Trim() == Continued;
            int end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            if (end < 0) end = lines.Length;
            string code = $"#line {i + 2} \"{page}\"\n{string.Join('\n', lines[(i + 1)..end])}\n";
            before = continued ? before + code : code;
            yield return new Snippet(before);
            i = end;
        }
    }
}
