using System.Diagnostics;

namespace FraudMl.Conventions.Tests.Scaffolding;

/// <summary>Solutions that <c>dotnet new fraudml</c> makes of the templates in this repository, in a folder that is gone
/// afterwards.</summary>
public sealed class Scaffolds : IAsyncLifetime
{
    private static readonly string[] Templates = ["fraudml", "fraudml-step", "fraudml-resampler", "fraudml-api", "fraudml-script"];

    private readonly string _root = Directory.CreateTempSubdirectory("fraudml-scaffolds-").FullName;

    /// <value>Three that have every file of the template between them, under names that are no names of what is made of them.</value>
    internal IReadOnlyList<Scaffold> All { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await NewAsync(["install", .. Templates.Select(name => Repository.PathOf("templates", name))]);
        All =
        [
            await MakeAsync("Card.Risk-2", "--docker", "--aspire", "--ci", "github"),
            await MakeAsync("3 D Secure", "--data", "sql", "--trainer", "auto", "--tracking", "server", "--docker", "--kubernetes", "--ci",
                "azure"),
            await MakeAsync("card risk", "--data", "databricks", "--trainer", "xgboost", "--tracking", "databricks", "--docker",
                "--kubernetes", "--aspire", "--ci", "github"),
        ];
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Returns the exit code of <c>dotnet new</c> with everything written, and the files that it made.</summary>
    internal async Task<(int ExitCode, string Written, string[] Files)> TryAsync(string name, params string[] arguments)
    {
        string folder = Path.Combine(_root, name);
        (int exitCode, string written) = await RunAsync([.. arguments, "-o", folder]);
        return (exitCode, written,
            Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : []);
    }

    private async Task<Scaffold> MakeAsync(string name, params string[] options)
    {
        await NewAsync(["fraudml", "-n", name, .. options]);
        return new Scaffold(name, Path.Combine(_root, name), string.Join(' ', options));
    }

    private async Task NewAsync(string[] arguments)
    {
        (int exitCode, string written) = await RunAsync(arguments);
        exitCode.ShouldBe(0, written);
    }

    private async Task<(int ExitCode, string Written)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["new", .. arguments, "--debug:custom-hive", Path.Combine(_root, ".hive")])
        {
            WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
