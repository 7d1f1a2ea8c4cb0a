using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests.Documentation;

public sealed class DocumentationTests
{
    private const string Index = "docs/index.md";

    private static IEnumerable<Page> CheatSheets =>
        Page.All.Where(page => page.Name.StartsWith("docs/cheat-sheets/", StringComparison.Ordinal));

    // What a reader looks up: not the decisions, which the site lists by itself, nor the index.
    private static IEnumerable<string> Readable => Page.All.Select(page => page.Name)
        .Where(name => name.StartsWith("docs/", StringComparison.Ordinal) && !name.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && name != Index);

    [Fact]
    public void Every_relative_link_and_its_anchor_lead_somewhere() => Page.All.SelectMany(page => page.BrokenLinks()).ShouldBeNone();

    [Fact]
    public void Every_page_stands_once_in_the_index() =>
        Readable.Select(name => (Name: name, Count: Page.Of(Repository.PathOf(Index)).Links.Count(link => link.Anchor.Length == 0
                && Repository.Name(Page.Of(Repository.PathOf(Index)).Resolve(link.File)) == name)))
            .Where(page => page.Count != 1)
            .Select(page => $"{page.Name} stands {page.Count} times in {Index}; give it one line below the heading it belongs to.")
            .ShouldBeNone();

    [Fact]
    public void Every_page_and_decision_has_a_title_for_the_table_of_contents() =>
        Page.All.Where(page => page.Title is null && !page.Name.StartsWith(".github/", StringComparison.Ordinal))
            .Select(page => $"{page.Name} has no heading of the first level.")
            .Concat(Repository.Files("docs/decisions", "*.md").Select(Page.Of)
                .Where(page => page.Title?.StartsWith(Path.GetFileName(page.Name)[..5].Replace('-', ' '), StringComparison.Ordinal) != true)
                .Select(page => $"{page.Name} must begin with '# {Path.GetFileName(page.Name)[..4]} ' and its title."))
            .ShouldBeNone();

    [Fact]
    public void Every_CSharp_block_compiles() =>
        Page.All.SelectMany(page => Snippet.Of(page.Name, page.Lines)).SelectMany(SnippetCompiler.Problems).ShouldBeNone();

    [Fact]
    public void Every_row_of_a_cheat_sheet_compiles() =>
        CheatSheets.SelectMany(sheet => SnippetCompiler.Problems(CheatSheet.Of(sheet.Name, sheet.Lines))).ShouldBeNone();

    [Fact]
    public void A_cheat_sheet_is_rows_of_code() =>
        CheatSheets.SelectMany(sheet => CheatSheet.Rows(sheet.Lines).Where(row => row.Code.Length == 0)
                .Select(row => $"{sheet.Name}:{row.Line} has no code in its second cell."))
            .Concat(CheatSheets.Where(sheet => CheatSheet.Rows(sheet.Lines).Count() < 10)
                .Select(sheet => $"{sheet.Name} has hardly a row."))
            .ShouldBeNone();
}
