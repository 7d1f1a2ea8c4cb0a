using System.Diagnostics;
using System.Text.Json;

namespace FraudMl.EndToEnd.Tests.Notebooks;

/// <summary>The cells of the sample's notebook, and the Python that runs them.</summary>
internal static class PythonCells
{
    public const string Python = "/usr/bin/python3";

    /// <summary>Returns the source of every cell of code.</summary>
    public static string[] Read()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FraudMl.Sdk.sln"))) folder = folder.Parent;
        using JsonDocument notebook = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder.FullName, "samples", "DatabricksNotebook", "fraud.ipynb")));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }

    /// <summary>Runs a program and returns what it printed.</summary>
    public static string Run(string program, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Python, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output;
    }
}
