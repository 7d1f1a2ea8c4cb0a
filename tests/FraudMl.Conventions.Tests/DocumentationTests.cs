using System.Text.RegularExpressions;
using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests;

public sealed partial class DocumentationTests
{
    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Repository.Files("docs", "*.md")).Concat(Repository.Files("src", "README.md")).Concat(Repository.Files("samples", "*.md"));

    [Fact]
    public void Every_relative_link_leads_somewhere() =>
        (from page in Pages
         from Match link in Link().Matches(File.ReadAllText(page))
         let target = Path.GetFullPath(link.Groups[1].Value, Path.GetDirectoryName(page)!)
         where !File.Exists(target) && !Directory.Exists(target)
         select $"{Repository.Name(page)} links to {link.Groups[1].Value}, which does not exist.").ShouldBeNone();

    [Fact]
    public void Every_CSharp_block_compiles() => Pages.SelectMany(Snippet.Of).SelectMany(SnippetCompiler.Problems).ShouldBeNone();

    [Theory]
    [InlineData("var x = 1;\nConsole.WriteLine(x);", 0)]
    [InlineData("var x = Missing();", 1)]
    [InlineData("using System.Text;\nvar rule = new RuleAttribute { AtLeast = 1 };\npublic sealed record Card(string Key);", 0)]
    public void The_snippet_compiler_tells_right_from_wrong(string code, int errorCount) =>
        SnippetCompiler.Problems(new Snippet("here", code)).Count().ShouldBe(errorCount);

    // [text](target) without a scheme; an anchor is cut off.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
