using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FraudMl.Reporting.Tests;

/// <summary>A script in cells, run as its own process, in a folder of its own.</summary>
internal sealed class NotebookApp : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fraudml-notebook-");

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Runs the script to its end; interrupts it at a line.</summary>
    public int Run(string[] arguments, string? interruptAt = null)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string app = Path.Combine(AppContext.BaseDirectory, "..", "..", "FraudMl.Reporting.NotebookApp", configuration,
            "FraudMl.Reporting.NotebookApp.dll");
        var start = new ProcessStartInfo("dotnet", [app, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Output += line + "\n";
            if (line == interruptAt) kill(process.Id, 2).ShouldBe(0);
        }

        process.WaitForExit();
        Errors = errors.Result;
        return process.ExitCode;
    }

    /// <summary>Returns what each cell of a notebook left, a line each: the kind of each output with its text.</summary>
    public string[] CellsOf(string name)
    {
        using JsonDocument notebook = JsonDocument.Parse(Text(name));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Select(cell =>
            string.Join(" | ", cell.TryGetProperty("outputs", out JsonElement outputs) ? outputs.EnumerateArray().Select(Shown) : []))];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Shown(JsonElement output) => output.GetProperty("output_type").GetString() switch
    {
        "stream" => $"{output.GetProperty("name").GetString()}: {Joined(output.GetProperty("text")).TrimEnd('\n')}",
        "error" => $"error: {output.GetProperty("ename").GetString()} {output.GetProperty("evalue").GetString()} "
            + string.Join(", ", output.GetProperty("traceback").EnumerateArray().Skip(1).Select(line => line.GetString()!.Split(',')[0])),
        _ => string.Join("+", output.GetProperty("data").EnumerateObject().Select(data => data.Name)),
    };

    private static string Joined(JsonElement lines) => string.Concat(lines.EnumerateArray().Select(line => line.GetString()));

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
