using System.Diagnostics;

namespace FraudMl.Databricks.Tests.Jobs;

public sealed class AppLauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-app").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PythonFact]
    public async Task The_script_starts_an_app_with_its_arguments_and_fails_as_it_does()
    {
        // What a volume keeps has no right to execute.
        await File.WriteAllTextAsync(Path.Combine(_folder, "App"), "#!/bin/sh\necho \"$1 and $2\"\nexit $3\n");
        (int code, string console, _) = await StartAsync("a b", "$HOME", "0");
        (code, console).ShouldBe((0, "a b and $HOME\n"));
        (code, console, string error) = await StartAsync("a", "b", "3");
        (code, console).ShouldBe((1, "a and b\n"));
        error.ShouldContain("RuntimeError: The app ended with exit code 3; what it wrote is in the logs.");
    }

    private async Task<(int Code, string Console, string Error)> StartAsync(params string[] arguments)
    {
        string script = Path.Combine(_folder, "start.py");
        await File.WriteAllBytesAsync(script, AppLauncher.Content);
        using Process python = Process.Start(new ProcessStartInfo(PythonFactAttribute.Python!, [script, _folder, "App", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> console = python.StandardOutput.ReadToEndAsync(), error = python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, await console, await error);
    }
}

/// <summary>A test that needs a Python of the system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (Python is null) Skip = "It needs /usr/bin/python3.";
    }

    public static string? Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : null;
}
