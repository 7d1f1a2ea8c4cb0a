using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests.Documentation;

public sealed class CheatSheetTests
{
    private static readonly string[] Sheet =
    [
        "# Sheet", "```csharp", "int five = 5;", "```", "| theirs | FraudMl |", "|---|---|",
        "| a step | `.Standardize(Columns.Numbers)` |", "| a value | `five + 1` |", "| an `or` | `true \\|\\| false` |",
        "| a statement | `Console.WriteLine(five);` |", "| nothing | see below |",
    ];

    [Fact]
    public void Steps_values_and_statements_compile_and_rows_without_code_are_told()
    {
        string[] sheet = Sheet[..^1];
        SnippetCompiler.Problems(CheatSheet.Of("sheet.md", sheet)).ShouldBeNone();
        CheatSheet.Rows(sheet).Count().ShouldBe(4);
        CheatSheet.Rows(Sheet).Last().ShouldBe((11, ""));
    }

    [Fact]
    public void A_wrong_row_is_told_with_its_line()
    {
        string[] sheet = [.. Sheet[..^1], "| a typo | `fvie` |"];
        SnippetCompiler.Problems(CheatSheet.Of("sheet.md", sheet)).ShouldHaveSingleItem().ShouldStartWith("sheet.md:11 CS0103");
    }
}
