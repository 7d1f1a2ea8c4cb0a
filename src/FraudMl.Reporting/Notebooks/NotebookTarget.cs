namespace FraudMl.Reporting;

/// <summary>A file that a notebook is written to.</summary>
/// <param name="Option">The option that named it.</param>
/// <param name="Path">The file.</param>
internal sealed record NotebookTarget(string Option, string Path)
{
    public const string Html = "--html", Jupyter = "--ipynb", Databricks = "--databricks";

    /// <summary>Finds the options on a command line, <c>--html FILE</c> or <c>--html=FILE</c>; all else is the script's own.</summary>
    /// <exception cref="FraudMlException">Thrown when an option names no file.</exception>
    public static IReadOnlyList<NotebookTarget> In(IReadOnlyList<string> arguments)
    {
        var found = new List<NotebookTarget>();
        for (int i = 0; i < arguments.Count; i++)
        {
            foreach (string option in new[] { Html, Jupyter, Databricks })
            {
                string? file = arguments[i] == option ? arguments.ElementAtOrDefault(++i) ?? ""
                    : arguments[i].StartsWith($"{option}=", StringComparison.Ordinal) ? arguments[i][(option.Length + 1)..] : null;
                if (file is null) continue;
                if (file.Length == 0 || file.StartsWith("--", StringComparison.Ordinal))
                    throw new FraudMlException($"{option} needs the name of the file to write, for example {option} fraud.html.");
                found.Add(new(option, System.IO.Path.GetFullPath(file)));
                break;
            }
        }

        return found;
    }
}
