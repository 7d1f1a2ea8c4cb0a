using System.Text.RegularExpressions;

namespace FraudMl.Conventions.Tests.Documentation;

/// <summary>A Markdown page of the repository: its headings as anchors, and where its links lead.</summary>
internal sealed partial class Page
{
    private static readonly Dictionary<string, Page> Read = new(StringComparer.Ordinal);

    private Page(string path)
    {
        FullPath = path;
        Lines = File.ReadAllLines(path);
        string[] prose = [.. WithoutCode(Lines)];
        Title = prose.FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..];
        Links = [.. prose.SelectMany(line => Link().Matches(InlineCode().Replace(line, "`x`")))
            .Select(link => (link.Groups[1].Value, link.Groups[2].Value))];
        Anchors = AnchorsOf(prose);
    }

    /// <summary>Every page that somebody reads.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Repository.Files("docs", "*.md")).Concat(Repository.Files("src", "README.md"))
            .Concat(Repository.Files("samples", "*.md")).Concat(Repository.Files("benchmarks", "*.md"))
            .Concat(Repository.Files(".github", "*.md")).Select(Of)];

    public string FullPath { get; }

    public string Name => Repository.Name(FullPath);

    public string[] Lines { get; }

    /// <value>The first heading of the first level; null where there is none.</value>
    public string? Title { get; }

    /// <value>The relative links: file, empty for the page itself, and anchor, empty where there is none.</value>
    public IReadOnlyList<(string File, string Anchor)> Links { get; }

    public IReadOnlySet<string> Anchors { get; }

    public static Page Of(string path)
    {
        lock (Read) return Read.TryGetValue(path, out Page? page) ? page : Read[path] = new Page(path);
    }

    /// <summary>Returns the full path that a link of this page leads to.</summary>
    public string Resolve(string file) => file.Length == 0 ? FullPath : Path.GetFullPath(file, Path.GetDirectoryName(FullPath)!);

    /// <summary>Returns what is wrong with the links of this page.</summary>
    public IEnumerable<string> BrokenLinks() =>
        from link in Links
        let target = Resolve(link.File)
        let problem = !File.Exists(target) && !Directory.Exists(target) ? $"{link.File}, which does not exist."
            : link.Anchor.Length > 0 && target.EndsWith(".md", StringComparison.Ordinal) && !Of(target).Anchors.Contains(link.Anchor)
                ? $"{link.File}#{link.Anchor}, but no heading of that page is called so." : null
        where problem is not null
        select $"{Name} links to {problem}";

    private static IEnumerable<string> WithoutCode(IEnumerable<string> lines)
    {
        bool code = false;
        foreach (string line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) code = !code;
            else if (!code) yield return line;
        }
    }

    // As GitHub and docfx make them: small letters, blanks as hyphens, other signs gone, a number behind the second of the same.
    private static HashSet<string> AnchorsOf(IEnumerable<string> lines)
    {
        HashSet<string> anchors = new(StringComparer.Ordinal);
        foreach (Match heading in lines.Select(line => Heading().Match(line)).Where(match => match.Success))
        {
            string anchor = NoAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'), ""), unique = anchor;
            for (int twin = 1; !anchors.Add(unique); twin++) unique = $"{anchor}-{twin}";
        }

        return anchors;
    }

    // [text](target) without a scheme.
    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]*)#?([^)\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#{1,6} (.+?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_-]")]
    private static partial Regex NoAnchor();
}
