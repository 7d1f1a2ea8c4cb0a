namespace FraudMl.Reporting.Tests;

public sealed class NotebookScriptTests
{
    private const string Script = """
        #:sdk FraudMl.Sdk@0.1.0
        using System.Text;

        // %% [markdown]
        // # Title
        //
        // Text

        // %% Data
        var x = 1; // %% no mark

        Show(x);
        // %% [python]
        // # comment
        // def f():
        //     pass
        // %%
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_script_is_divided_at_its_marks(string lineEnd)
    {
        var script = NotebookScript.Parse("fraud.cs", Script.ReplaceLineEndings(lineEnd));
        script.Title.ShouldBe("Title");
        script.Cells.ShouldBe(
        [
            new(CellKind.Code, "", 0, "#:sdk FraudMl.Sdk@0.1.0\nusing System.Text;"),
            new(CellKind.Markdown, "", 4, "# Title\n\nText"),
            new(CellKind.Code, "Data", 9, "var x = 1; // %% no mark\n\nShow(x);"),
            new(CellKind.Python, "", 13, "# comment\ndef f():\n    pass"),
            new(CellKind.Code, "", 17, ""),
        ]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 1)]
    [InlineData(12, 2)]
    [InlineData(13, 3)]
    [InlineData(99, 4)]
    public void A_line_belongs_to_the_cell_of_the_mark_above_it(int line, int cell) =>
        NotebookScript.Parse("fraud.cs", Script).CellAt(line).ShouldBe(cell);

    [Theory]
    [InlineData("")]
    [InlineData("Show(1);")]
    public void A_script_without_marks_is_one_cell(string text)
    {
        var script = NotebookScript.Parse("folder/fraud.cs", text);
        script.Cells.ShouldHaveSingleItem().Source.ShouldBe(text);
        script.Title.ShouldBe("fraud");
    }

    [Fact]
    public void A_source_that_is_not_here_is_said() =>
        NotebookScript.Read("/nowhere/fraud.cs").Cells.ShouldHaveSingleItem().Source.ShouldContain("fraud.cs, is not on this machine");
}
