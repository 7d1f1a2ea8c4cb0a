using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FraudMl.Build;

/// <summary>
/// Compiles apps ahead of time, where there is a linker: one logs a run to a file and to a server, one scores with saved models, one does
/// everything from transactions to a served model, one serves what that saved and nothing else. The third is published trimmed where there
/// is none.
/// </summary>
internal static class NativeSmoke
{
    private const string LoggingApp = "FraudMl.Mlflow.LoggingApp";
    private const string ScoringApp = "FraudMl.Core.ScoringApp";
    private const string ServingApp = "FraudMl.Serving.NativeApp";
    private const string SavedModelApp = "FraudMl.Serving.ScoringApp";
    private const long LargestServer = 40_000_000;
    private const int Count = 1_000;

    public static async Task RunAsync()
    {
        // What is compiled ahead of time is trimmed too; trimmed alone is tried where that can't be.
        if (Linker() is not { } linker)
        {
            await ServeAsync(await PublishAsync(ServingApp, Repository.EmptyArtifactFolder("trimmed-smoke"), "-p:PublishTrimmed=true",
                "--self-contained"), "published trimmed");
            Console.WriteLine("smoke: no app was compiled ahead of time: neither clang nor gcc is on the PATH. On Debian and Ubuntu "
                + "install one with: sudo apt-get install -y clang zlib1g-dev");
            return;
        }

        string root = Repository.EmptyArtifactFolder("native-smoke");
        await ScoreAsync(await CompileAsync(ScoringApp, root, linker));
        await LogAsync(await CompileAsync(LoggingApp, root, linker), root);
        string servingApp = await CompileAsync(ServingApp, root, linker);
        await ServeAsync(servingApp, "compiled ahead of time");
        await ServeSavedAsync(await CompileAsync(SavedModelApp, root, linker), Path.Combine(OutputOf(servingApp), "model"));
    }

    private static Task<string> CompileAsync(string app, string root, string[] linker) =>
        PublishAsync(app, root, ["-p:PublishAot=true", .. linker]);

    private static async Task<string> PublishAsync(string app, string root, params string[] how)
    {
        string output = Path.Combine(root, app);
        await Command.Dotnet(["publish", $"tests/{app}", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-v", "quiet", "-o",
            output, .. how]).RunAsync();
        return Path.Combine(output, app);
    }

    private static async Task ServeAsync(string app, string how)
    {
        string written = await RunAsync(new Command(app, OutputOf(app)));
        Console.WriteLine($"smoke: {ServingApp}, {how}: {written}");
    }

    private static string OutputOf(string app) => Path.Combine(Path.GetDirectoryName(app)!, "output");

    // A model directory, and the model in it as a file alone.
    private static async Task ServeSavedAsync(string app, string directory)
    {
        long size = Directory.EnumerateFiles(Path.GetDirectoryName(app)!)
            .Where(file => file == app || Path.GetExtension(file) is ".exe" or ".so" or ".dylib" or ".json")
            .Sum(file => new FileInfo(file).Length);
        if (size > LargestServer)
            throw new BuildFailedException($"{SavedModelApp} takes {size:#,0} bytes and must take at most {LargestServer:#,0}.");
        string example = await File.ReadAllTextAsync(Path.Combine(directory, "serving_input_example.json"));
        foreach (string model in (string[])[directory, Path.Combine(directory, "fraudml", "model.json")])
        {
            int port = ServerProcess.FreePort();
            var watch = Stopwatch.StartNew();
            using var server = new ServerProcess(new Command(app, model, "--urls", $"http://127.0.0.1:{port}"), port);
            await server.WaitUntilReadyAsync("/ping", TimeSpan.FromSeconds(60));
            await ScoringApi.ScoreAsync(server.Client, example);
            TimeSpan started = watch.Elapsed;
            for (int request = 0; request < Count; request++) await ScoringApi.ScoreAsync(server.Client, example);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"smoke: {SavedModelApp}, compiled ahead of time ({size / 1_000_000} MB), serves {Path.GetFileName(model)}: first answer "
                + $"after {started.TotalMilliseconds:0} ms, {server.Memory / 1_000_000} MB resident after {Count} more"));
        }
    }

    private static async Task ScoreAsync(string app)
    {
        string written = await RunAsync(new Command(app, Path.Combine(Repository.Root, "tests", "FraudMl.Core.Tests", "Golden", "Models")));
        Console.WriteLine($"smoke: {ScoringApp}, compiled ahead of time ({Megabytes(app)} MB), loads and scores {written}");
    }

    private static async Task LogAsync(string app, string root)
    {
        await LogAsync(app, $"sqlite:///{Path.Combine(root, "mlflow.db")}", Path.Combine(root, "spool-file"));
        await LogToServerAsync(app, root);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"smoke: {LoggingApp}, compiled ahead of time ({Megabytes(app)} MB), logs {Count} metric values to a file and to a server"));
    }

    private static async Task LogToServerAsync(string app, string root)
    {
        int port = ServerProcess.FreePort();
        string[] options = ["--port", port.ToString(CultureInfo.InvariantCulture), "--backend-store-uri",
            $"sqlite:///{Path.Combine(root, "server.db")}", "--artifacts-destination", Path.Combine(root, "artifacts")];
        using var server = new ServerProcess(
            Command.Dotnet(["run", "--no-build", "-c", "Release", "--project", "samples/MlflowServer", "--", .. options]), port);
        await server.WaitUntilReadyAsync("/health", TimeSpan.FromSeconds(60));
        await LogAsync(app, $"http://127.0.0.1:{port}", Path.Combine(root, "spool-server"));
    }

    // An app that ends with entries on disk has not reached the store.
    private static async Task LogAsync(string app, string store, string spool)
    {
        var command = new Command(app, store, spool, Count.ToString(CultureInfo.InvariantCulture));
        string written = await RunAsync(command);
        if (!written.EndsWith(command.Arguments[2], StringComparison.Ordinal))
            throw new BuildFailedException($"Not everything was logged: {command}\n{written}");
        if (Directory.EnumerateFiles(spool, "*.journal", SearchOption.AllDirectories).Any())
            throw new BuildFailedException($"{store} did not get everything: entries are left in {spool}.");
    }

    private static async Task<string> RunAsync(Command command)
    {
        Console.WriteLine($"> {command}");
        (int exitCode, string written) = await command.CaptureAsync();
        return exitCode == 0 ? written.TrimEnd()
            : throw new BuildFailedException($"Failed with exit code {exitCode}: {command}\n{written}");
    }

    private static long Megabytes(string app) => new FileInfo(app).Length / 1_000_000;

    /// <summary>Returns what tells the compiler its linker; null when there is none.</summary>
    private static string[]? Linker() => !OperatingSystem.IsWindows() && IsOnPath("clang") ? []
        : OperatingSystem.IsLinux() && IsOnPath("gcc") ? ["-p:CppCompilerAndLinker=gcc"]
        : null;

    private static bool IsOnPath(string name) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)));
}
