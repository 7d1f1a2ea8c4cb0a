using System.Text;
using System.Text.RegularExpressions;

namespace FraudMl.Build;

/// <summary>The pages of the repository as docfx wants them: copied to one folder, each with its place in a table of contents.</summary>
internal sealed partial class SitePages(string folder)
{
    private static readonly string[] Roots = ["docs", "src", "samples", "benchmarks"];

    private static readonly string[] Generated = ["bin", "obj", "artifacts"];

    /// <summary>Copies every page and picture, and writes the tables of contents.</summary>
    public void Write()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Roots.SelectMany(Pages))) Copy(file);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "images"))) Copy(file);
        Write("index.md", "---\nredirect_url: README.html\n---\n");
        WriteContents("toc.yml", ("Home", "README.md"), ("Pages", "docs/"), ("API", "api/"), ("Decisions", "docs/decisions/"));
        Write("docs/toc.yml", Sections());
        string[] decisions =
            [.. Directory.EnumerateFiles(Path.Combine(folder, "docs", "decisions"), "*.md").Order(StringComparer.Ordinal)];
        WriteContents("docs/decisions/toc.yml",
            [("All of them", "index.md"), .. decisions.Select(file => (TitleOf(file), Path.GetFileName(file)))]);
        Write("docs/decisions/index.md", "# Decisions\n\nWhat was decided, why, and what else was tried, in about ten lines each.\n\n"
            + string.Concat(decisions.Select(file => $"- [{TitleOf(file)}]({Path.GetFileName(file)})\n")));
    }

    private static IEnumerable<string> Pages(string root) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, root), "*.md", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Intersect(Generated).Any());

    private void Copy(string file)
    {
        string target = Path.Combine(folder, Path.GetRelativePath(Repository.Root, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (file.EndsWith(".md", StringComparison.Ordinal)) File.WriteAllText(target, WithLinksInside(file));
        else File.Copy(file, target);
    }

    // What is no page of the site is named, not linked; a folder is its README.
    private static string WithLinksInside(string file) => Link().Replace(File.ReadAllText(file), link =>
    {
        string target = Path.GetFullPath(link.Groups["file"].Value, Path.GetDirectoryName(file)!);
        if (Path.GetRelativePath(Repository.Root, target) == Path.Combine("docs", "decisions")) return ToPage(link, "index.md");
        if (File.Exists(Path.Combine(target, "README.md"))) return ToPage(link, "README.md");
        return target.EndsWith(".md", StringComparison.Ordinal) || target.Contains("images", StringComparison.Ordinal) ? link.Value
            : link.Groups["text"].Value[1..^1];
    });

    private static string ToPage(Match link, string page) => $"{link.Groups["text"]}({link.Groups["file"].Value.TrimEnd('/')}/{page})";

    // The index's headings and links, with the pages' own titles.
    private string Sections()
    {
        var text = new StringBuilder("- name: All pages\n  href: index.md\n");
        foreach (string line in File.ReadLines(Path.Combine(folder, "docs", "index.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) text.Append($"- name: {line[3..]}\n  expanded: true\n  items:\n");
            foreach (Match link in Link().Matches(line))
                text.Append($"  - name: {Quoted(TitleOf(Path.GetFullPath(link.Groups["file"].Value, Path.Combine(folder, "docs"))))}\n"
                    + $"    href: {link.Groups["file"].Value}\n");
        }

        return text.ToString();
    }

    private void WriteContents(string file, params (string Name, string Href)[] entries) =>
        Write(file, string.Concat(entries.Select(entry => $"- name: {Quoted(entry.Name)}\n  href: {entry.Href}\n")));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private static string TitleOf(string page) =>
        File.ReadLines(page).First(line => line.StartsWith("# ", StringComparison.Ordinal))[2..];

    private static string Quoted(string text) =>
        $"\"{text.Replace("\"", "'", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"(?<text>\[[^\]\[]*\])\((?<file>(?![a-z]+:|#)[^)#\s]+)(?<anchor>#[^)]*)?\)")]
    private static partial Regex Link();
}
