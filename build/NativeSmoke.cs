using System.Globalization;
using System.Runtime.InteropServices;

namespace FraudMl.Build;

/// <summary>Compiles an app that logs a run ahead of time, where there is a linker, and lets it log to a file and to a server.</summary>
internal static class NativeSmoke
{
    private const string App = "FraudMl.Mlflow.LoggingApp";
    private const int Count = 1_000;

    public static async Task RunAsync()
    {
        if (Linker() is not { } linker)
        {
            Console.WriteLine("smoke: no app was compiled ahead of time: neither clang nor gcc is on the PATH. On Debian and Ubuntu install one with: sudo apt-get install -y clang zlib1g-dev");
            return;
        }

        string root = Repository.EmptyArtifactFolder("native-smoke"), output = Path.Combine(root, "app");
        await Command.Dotnet(["publish", $"tests/{App}", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-v", "quiet", "-o", output, .. linker]).RunAsync();
        string app = Path.Combine(output, App);
        await LogAsync(app, $"sqlite:///{Path.Combine(root, "mlflow.db")}", Path.Combine(root, "spool-file"));
        await LogToServerAsync(app, root);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"smoke: {App}, compiled ahead of time ({new FileInfo(app).Length / 1_000_000} MB), logs {Count} metric values to a file and to a server"));
    }

    private static async Task LogToServerAsync(string app, string root)
    {
        int port = ServerProcess.FreePort();
        string[] options = ["--port", port.ToString(CultureInfo.InvariantCulture), "--backend-store-uri", $"sqlite:///{Path.Combine(root, "server.db")}", "--artifacts-destination", Path.Combine(root, "artifacts")];
        using var server = new ServerProcess(Command.Dotnet(["run", "--no-build", "-c", "Release", "--project", "samples/MlflowServer", "--", .. options]), port);
        await server.WaitUntilReadyAsync("/health", TimeSpan.FromSeconds(60));
        await LogAsync(app, $"http://127.0.0.1:{port}", Path.Combine(root, "spool-server"));
    }

    // An app that ends with entries on disk has not reached the store.
    private static async Task LogAsync(string app, string store, string spool)
    {
        var command = new Command(app, store, spool, Count.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine($"> {command}");
        (int exitCode, string written) = await command.CaptureAsync();
        if (exitCode != 0 || !written.TrimEnd().EndsWith(command.Arguments[2], StringComparison.Ordinal))
            throw new BuildFailedException($"Failed with exit code {exitCode}: {command}\n{written}");
        if (Directory.EnumerateFiles(spool, "*.journal", SearchOption.AllDirectories).Any())
            throw new BuildFailedException($"{store} did not get everything: entries are left in {spool}.");
    }

    /// <summary>Returns what tells the compiler its linker; null when there is none.</summary>
    private static string[]? Linker() => !OperatingSystem.IsWindows() && IsOnPath("clang") ? []
        : OperatingSystem.IsLinux() && IsOnPath("gcc") ? ["-p:CppCompilerAndLinker=gcc"]
        : null;

    private static bool IsOnPath(string name) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}
