using System.Text.RegularExpressions;
using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests;

public sealed partial class DocumentationTests
{
    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Repository.Files("docs", "*.md")).Concat(Repository.Files("src", "README.md"))
            .Concat(Repository.Files("samples", "*.md"));

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        (from page in Pages
         from Match link in Link().Matches(File.ReadAllText(page))
         let target = Path.GetFullPath(link.Groups[1].Value, Path.GetDirectoryName(page)!)
         where !File.Exists(target) && !Directory.Exists(target)
         select $"{Repository.Name(page)} links to {link.Groups[1].Value}, which does not exist.").ShouldBeNone();

    [Fact]
    public void The_README_lists_every_page_once() =>
        Link().Matches(File.ReadAllText(Repository.PathOf("README.md")).Split("## Pages")[1])
            .Select(link => link.Groups[1].Value).Where(link => link.StartsWith("docs/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(Repository.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_CSharp_block_compiles() => Pages.SelectMany(page => Snippet.Of(Repository.Name(page), File.ReadAllLines(page)))
        .SelectMany(SnippetCompiler.Problems).ShouldBeNone();

    // [text](target) without a scheme; an anchor is cut off.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
