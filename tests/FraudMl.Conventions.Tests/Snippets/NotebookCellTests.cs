namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>The cells of the sample's notebook are programs of their own: a variable that crosses from one to another is found.</summary>
public sealed class NotebookCellTests
{
    [Fact]
    public void Each_cell_of_the_notebook_compiles_by_itself()
    {
        IReadOnlyDictionary<string, Snippet> cells = NotebookCells.Read();
        cells.Count.ShouldBeGreaterThan(9);
        cells.Values.SelectMany(SnippetCompiler.Problems).ShouldBeNone();
    }
}
