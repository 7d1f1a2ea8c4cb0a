namespace FraudMl.Reporting;

/// <summary>A script with its outputs as a Jupyter notebook in C#: to be read, since no kernel for C# is maintained.</summary>
internal static class JupyterFile
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Metadata = new()
    {
        ["language_info"] = new Dictionary<string, string>
        {
            ["name"] = "C#", ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["pygments_lexer"] = "csharp",
        },
    };

    public static string Of(NotebookScript script, IReadOnlyList<IReadOnlyList<CellOutput>> outputs)
    {
        using var notebook = new NotebookWriter();
        for (int i = 0; i < script.Cells.Count; i++)
        {
            ScriptCell cell = script.Cells[i];
            switch (cell.Kind)
            {
                case CellKind.Code: notebook.Code(cell.Source, outputs[i]); break;
                case CellKind.Python: notebook.Markdown($"```python\n{cell.Source}\n```"); break;
                default: notebook.Markdown(cell.Source); break;
            }
        }

        return notebook.ToJson(Metadata);
    }
}
