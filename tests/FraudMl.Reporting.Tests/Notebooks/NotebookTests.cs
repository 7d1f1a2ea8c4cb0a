using System.Text.RegularExpressions;

namespace FraudMl.Reporting.Tests;

public sealed class NotebookTests
{
    private const string Table = "text/html+text/plain", Picture = "image/png+text/plain";

    [Fact]
    public void Every_output_stands_in_its_cell()
    {
        using var app = new NotebookApp();
        app.Run(["--html", "page.html", "--ipynb=deep/fraud.ipynb"]).ShouldBe(0, app.Errors);
        string[] cells = app.CellsOf("deep/fraud.ipynb");
        cells.ShouldBe(
        [
            "stdout: before the first mark",
            "",
            $"stdout: the data is made | {Table} | {Table} | stdout: printed by a function",
            $"{Table} | {Table} | {Picture} | {Picture} | stdout: after a yield",
            "",
            $"{Table} | {Table} | {Picture} | {Picture} | {Picture} | {Picture} | {Table} | text/html+text/markdown+text/plain "
                + "| stderr: a warning",
            "text/plain",
            "",
        ]);
        app.Output.ShouldContain("the data is made");
        app.Output.ShouldContain("[chart: histogram of V1]");
        ShouldBeReadable(app.Text("page.html"));
        Nbformat.ShouldBeValid(app.PathOf("deep/fraud.ipynb"));
    }

    [Fact]
    public void A_script_that_throws_leaves_what_it_had()
    {
        using var app = new NotebookApp();
        app.Run(["throw", "--ipynb", "fraud.ipynb", "--html", "page.html"]).ShouldNotBe(0);
        string[] cells = app.CellsOf("fraud.ipynb");
        cells[2].ShouldContain("stdout: the data is made");
        cells[6].ShouldBe("error: InvalidOperationException The store is away. at Program.cs, at Program.cs");
        app.Text("page.html").ShouldContain("<b>InvalidOperationException</b>: The store is away.");
        app.Errors.ShouldContain("The store is away.");
    }

    [Fact]
    public void A_script_that_ends_itself_or_is_interrupted_leaves_what_it_had()
    {
        using var app = new NotebookApp();
        app.Run(["exit", "--ipynb", "exit.ipynb"]).ShouldBe(3);
        app.CellsOf("exit.ipynb")[2].ShouldContain("stdout: the data is made");
        if (OperatingSystem.IsWindows()) return;
        app.Run(["wait", "--ipynb", "wait.ipynb"], interruptAt: "waiting").ShouldNotBe(0);
        app.CellsOf("wait.ipynb")[6].ShouldBe("stdout: waiting");
    }

    [Theory]
    [InlineData("--html needs the name of the file to write, for example --html fraud.html.", "--html")]
    [InlineData("--ipynb needs the name of the file to write, for example --ipynb fraud.html.", "--ipynb", "--html=x.html")]
    [InlineData("", "--html", "/dev/null/page.html")]
    public void A_file_that_cannot_be_written_is_told_before_the_first_cell(string message, params string[] arguments)
    {
        using var app = new NotebookApp();
        app.Run(arguments).ShouldBe(2);
        app.Errors.ShouldStartWith($"error: {message}");
        app.Output.ShouldBe("");
    }

    // Nothing is loaded, nothing needs a script, and no path of the machine is told.
    private static void ShouldBeReadable(string page)
    {
        page.ShouldNotContain("<script");
        page.ShouldContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
        Regex.Matches(page, @"(?:src|href|url\()\s*=?\s*[""']?([a-z]+:)?//").ShouldBeEmpty();
        page.ShouldNotContain(Path.GetTempPath());
        page.ShouldContain("<h1>A small script</h1>");
        page.ShouldContain("With a <em>word</em>, a table and &lt;b&gt;no HTML&lt;/b&gt;.");
        page.ShouldContain("<code>TrialCompleted[] trials = Sample.Trials(3);");
        page.ShouldContain("<strong>3</strong> trials");
        page.ShouldContain("# Python&#39;s own comment");
    }
}
