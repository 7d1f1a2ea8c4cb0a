using System.Text.Json;

namespace FraudMl.Reporting.Tests;

public sealed class DatabricksFileTests
{
    [Fact]
    public void Each_cell_is_a_file_with_the_header_and_what_it_includes_comes_first()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fraudml-databricks-");
        try
        {
            string script = Path.Combine(folder.FullName, "fraud.cs");
            File.WriteAllText(script, """
                #:sdk FraudMl.Sdk@0.1.0
                #:include shared/work.cs
                using System.Text;

                // %% [markdown]
                // # Story

                // %% Read & look
                Show(1);

                // %% [python]
                // print("only there")

                // %%
                Show(2);
                """);
            Directory.CreateDirectory(Path.Combine(folder.FullName, "shared"));
            File.WriteAllText(Path.Combine(folder.FullName, "shared", "work.cs"), "static class Work;\n");
            string file = Path.Combine(folder.FullName, "fraud.ipynb");
            File.WriteAllText(file, DatabricksFile.Of(NotebookScript.Read(script)));

            string[] cells = Sources(File.ReadAllText(file));
            cells[0].ShouldBe("# Story");
            cells[1].ShouldStartWith("# Where the packages of FraudMl come from");
            cells[2].ShouldStartWith("import ");
            string header = "#:sdk FraudMl.Sdk@0.1.0\n#:include work.cs\nusing System.Text;\n\n";
            cells[3..].ShouldBe(
            [
                "%%writefile work.cs\nstatic class Work;\n", $"%%writefile 01-read-look.cs\n{header}Show(1);\n",
                "run(\"01-read-look.cs\")", "print(\"only there\")", $"%%writefile 02-cell.cs\n{header}Show(2);\n",
                "run(\"02-cell.cs\")",
            ]);
            Nbformat.ShouldBeValid(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_script_that_begins_with_a_mark_has_no_header() => Sources(DatabricksFile.Of(NotebookScript.Parse("fraud.cs", """
        // %% One
        Show(1);
        // %% Two
        Show(2);
        """)))[2..].ShouldBe(
        ["%%writefile 01-one.cs\nShow(1);\n", "run(\"01-one.cs\")", "%%writefile 02-two.cs\nShow(2);\n", "run(\"02-two.cs\")"]);

    [Fact]
    public void The_notebook_of_the_sample_is_that_of_its_script_and_has_run()
    {
        string sample = Path.Combine(Root(), "samples", "DatabricksNotebook"), file = Path.Combine(sample, "fraud.ipynb");
        string written = File.ReadAllText(file);
        Sources(written).ShouldBe(Sources(DatabricksFile.Of(NotebookScript.Read(Path.Combine(sample, "fraud.cs")))),
            "write it anew as samples/DatabricksNotebook/README.md says");
        using JsonDocument notebook = JsonDocument.Parse(written);
        JsonElement[] cells = [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")];
        cells.ShouldAllBe(cell => cell.GetProperty("execution_count").ValueKind == JsonValueKind.Number);
        cells.SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())
            .ShouldAllBe(output => output.GetProperty("output_type").GetString() != "error");
        written.ShouldNotContain("<script", Case.Insensitive);
        Nbformat.ShouldBeValid(file);
    }

    private static string[] Sources(string notebook)
    {
        using JsonDocument document = JsonDocument.Parse(notebook);
        return [.. document.RootElement.GetProperty("cells").EnumerateArray()
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FraudMl.Sdk.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
