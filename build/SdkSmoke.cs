using System.IO.Compression;
using System.Text.Json;

namespace FraudMl.Build;

/// <summary>What the items and targets of FraudMl.Sdk promise, built with its package in a folder outside the repository.</summary>
/// <param name="folder">The folder, below one with the NuGet.config.</param>
/// <param name="version">The version of the packages.</param>
/// <param name="environment">The variables of each build.</param>
internal sealed class SdkSmoke(string folder, string version, IReadOnlyDictionary<string, string> environment)
{
    // Whoever starts a process would start this.
    private const string NoProcess = "-p:FraudMlDotnet=a-program-that-is-not-there";

    public async Task RunAsync()
    {
        SdkSmokeFiles.Write(folder, version);
        await RequireAsync("registered version 1", "build", "Training", "-t:FraudMlTrain");
        await BuildAsync();
        await BuildAgainAsync();
        await LookAtDesignTimeAsync();
        await ServeAsync();
        await BeRefusedAsync();
        await JudgeAsync();
        await ServeScriptAsync();
        Console.WriteLine("smoke: FraudMl.Sdk trains, restores, locks, types and judges models, in projects and in a script that serves");
    }

    // Multi-targeting, central package management, Directory.Build.props and a package, by one build.
    private async Task BuildAsync()
    {
        await RequireAsync("", "build", "Models.slnx");
        foreach (string output in (string[])["Api/bin/Debug/net10.0", "Pipelines/bin/Debug/net10.0", "Pipelines/bin/Debug/net10.0-windows"])
            RequireFile($"{output}/models/cards/MLmodel", $"{output}/models/cards/fraudml/model.json");
        RequireFile("Api/fraudml.lock.json", "Pipelines/fraudml.lock.json");
        string packed = Directory.EnumerateFiles(At("Pipelines/bin"), "*.nupkg", SearchOption.AllDirectories).Single();
        using ZipArchive package = await ZipFile.OpenReadAsync(packed);
        string[] names = [.. package.Entries.Select(entry => entry.FullName)];
        if (!names.Contains("lib/net10.0/Pipelines.dll") || names.Any(name => name.Contains("MLmodel", StringComparison.Ordinal)))
            throw new BuildFailedException($"The pipeline library was packed with {string.Join(", ", names)}");
    }

    private Task BuildAgainAsync() =>
        RequireAsync("", "build", "Models.slnx", "--no-restore", NoProcess, "-p:FraudMlTrackingUri=sqlite:///gone.db");

    // A fresh clone in an editor: nothing was built, the cache is warm.
    private async Task LookAtDesignTimeAsync()
    {
        Directory.Delete(At("Api/bin"), recursive: true);
        Directory.Delete(At("Api/obj"), recursive: true);
        await RequireAsync("", "restore", "Api");
        await RequireAsync("FraudMlModels.g.cs", "msbuild", "Api", "-t:CompileDesignTime", "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", NoProcess, "-getItem:Compile");
    }

    private async Task ServeAsync()
    {
        await RequireAsync("", "publish", "Api", "-c", "Debug", "--no-restore", "-o", At("published"), NoProcess);
        int port = ServerProcess.FreePort();
        using var api = new ServerProcess(Dotnet(At("published/Api.dll"), "--urls", $"http://127.0.0.1:{port}"), port);
        await AskAsync(api);
    }

    private async Task AskAsync(ServerProcess api)
    {
        await api.WaitUntilReadyAsync("/ping", TimeSpan.FromSeconds(120));
        using var features = JsonDocument.Parse(await File.ReadAllBytesAsync(At("published/models/cards/fraudml/features.json")));
        Dictionary<string, double?> row = features.RootElement.GetProperty("inputs").EnumerateArray()
            .ToDictionary(input => JsonNamingPolicy.CamelCase.ConvertName(input.GetProperty("name").GetString()!), _ => (double?)1);
        using var content = new StringContent(JsonSerializer.Serialize(row), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await api.Client.PostAsync(new Uri("/score", UriKind.Relative), content);
        string written = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !written.Contains("predictions", StringComparison.Ordinal))
            throw new BuildFailedException($"The scorer that was generated answered {(int)answer.StatusCode}: {written}");
    }

    private async Task BeRefusedAsync()
    {
        await RefuseAsync("Api.csproj(8,5): error FRAUDML101: The model 'models:/card@champion' can't be restored: ",
            "build", "Api", "--no-restore", "-p:Asked=models:/card@champion");
        await RefuseAsync("score.cs(3,1): error FRAUDML101: ", "build", "script/score.cs", "-p:FraudModels=models:/card@champion");
        await RefuseAsync("Api.csproj(8,5): error FRAUDML106:", "restore", "Api", "-p:Asked=models:/cards/1",
            "-p:RestoreLockedMode=true", "-p:FraudMlLockedMode=true");
        await RefuseAsync("error CS0117: 'Transaction' does not contain a definition for 'Renamed'", "build", "Api", "--no-restore",
            "-p:DefineConstants=RENAMED");
    }

    private async Task JudgeAsync()
    {
        await RefuseAsync("Training.csproj(8,5): error FRAUDML110: average_precision of models:/cards/2 is ",
            "build", "Training", "--no-restore", "-t:FraudMlTrain;FraudMlEvaluate", "-p:FraudMlTrainArguments=challenger");
        await RefuseAsync("error FRAUDML112: Training did not train: it ended with exit code ",
            "build", "Training", "--no-restore", "-t:FraudMlTrain", "-p:FraudMlTrainArguments=");
        await RequireAsync("models:/cards/latest is version 2, ",
            "build", "Api", "--no-restore", "-t:FraudMlUpdate", "-p:Asked=models:/cards/latest");
    }

    private async Task ServeScriptAsync()
    {
        int port = ServerProcess.FreePort();
        Command run = Dotnet("run", "--file", "score.cs", "--", "--urls", $"http://127.0.0.1:{port}")
            with { WorkingDirectory = At("script") };
        using var script = new ServerProcess(run, port);
        await AskAsync(script);
    }

    private async Task RequireAsync(string wanted, params string[] arguments)
    {
        (int exitCode, string written) = await CaptureAsync(arguments);
        if (exitCode != 0 || !written.Contains(wanted, StringComparison.Ordinal))
            throw new BuildFailedException($"Exit code {exitCode}, and '{wanted}' was to be written:\n{written}");
    }

    private async Task RefuseAsync(string wanted, params string[] arguments)
    {
        (int exitCode, string written) = await CaptureAsync(arguments);
        if (exitCode == 0 || !written.Contains(wanted, StringComparison.Ordinal))
            throw new BuildFailedException($"Exit code {exitCode}, and an error '{wanted}' was to be written:\n{written}");
    }

    private async Task<(int ExitCode, string Written)> CaptureAsync(string[] arguments)
    {
        Command command = Dotnet([.. arguments, "-nologo", "-v:minimal"]);
        Console.WriteLine($"> {command}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (int ExitCode, string Written) captured = await command.CaptureAsync();
        Console.WriteLine($"  {watch.Elapsed.TotalSeconds:F0} s");
        return captured;
    }

    private void RequireFile(params string[] paths)
    {
        if (paths.FirstOrDefault(path => !File.Exists(At(path))) is { } missing)
            throw new BuildFailedException($"The build did not write {missing}.");
    }

    private string At(string path) => Path.Combine(folder, path);

    private Command Dotnet(params string[] arguments) =>
        Command.Dotnet(arguments) with { WorkingDirectory = folder, Environment = environment };
}
