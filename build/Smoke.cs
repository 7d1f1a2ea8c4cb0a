using System.Globalization;
using FraudMl.Build.Template;

namespace FraudMl.Build;

/// <summary>What a stranger does with the packages, in a temporary folder outside the repository.</summary>
internal sealed class Smoke : IDisposable
{
    private const string Name = "Acme.Fraud";
    private const int MostFiles = 32;
    private const double MostMegabytes = 12;
    private const int ScaffoldCount = 12;

    private readonly string _root = Directory.CreateTempSubdirectory("fraudml-smoke-").FullName;
    private readonly string _version;

    public Smoke(string version)
    {
        _version = version;
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(Output);
    }

    /// <value>The local feed to pack into.</value>
    public string Feed => Path.Combine(_root, "feed");

    private string Solution => Path.Combine(_root, Name);

    private string Output => Path.Combine(_root, "output");

    public async Task RunAsync()
    {
        WriteNuGetConfig();
        await InstallTemplateAsync();
        await ScaffoldAsync(Name);
        await Dotnet("build", "-c", "Release", "-warnaserror", "-v", "quiet").RunAsync();
        await Dotnet("run", "--no-build", "-c", "Release", "--project", $"src/{Name}.Training", "--", "--output", Output).RunAsync();
        await Dotnet("test", $"tests/{Name}.Tests", "-c", "Release", "--no-build").RunAsync();
        string api = await PublishApiAsync(), store = $"sqlite:///{Written("mlflow.db")}";
        await ScoreAsync(api, store);
        await ScoreFromServerAsync(api, store);
        await Templates.RunAsync(TemplateMatrix.Pairs()[..ScaffoldCount]);
        await UseCentralPackageManagementAsync();
        await UseCentralPackageManagementBesideALibraryAsync();
        await RunSingleFileAsync();
        await RunNotebookAsync();
        await new SdkSmoke(Path.Combine(_root, "sdk"), _version, Environment).RunAsync();
        await BeRefusedTrimmedAsync();
        Console.WriteLine($"smoke: FraudMl {_version} scaffolds, builds, trains, tests and scores");
    }

    /// <summary>Scaffolds every pair of the template's options.</summary>
    public async Task RunTemplatesAsync()
    {
        WriteNuGetConfig();
        await InstallTemplateAsync();
        await Templates.RunAsync(TemplateMatrix.Pairs());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // Inherits the user's package sources; packages already on this machine are read from there, ours only from the feed.
    private void WriteNuGetConfig() => File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <add key="fraudml-smoke" value="{Feed}" />
          </packageSources>
          <fallbackPackageFolders>
            <add key="user" value="{UserPackages}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    private string[] Hive => ["--debug:custom-hive", Path.Combine(_root, "hive")];

    private TemplateMatrix Templates => new(_root, Dotnet, Hive);

    private Task InstallTemplateAsync() =>
        (Dotnet(["new", "install", $"FraudMl.Templates@{_version}", "--nuget-source", Feed, .. Hive]) with { WorkingDirectory = _root })
            .RunAsync();

    private Task ScaffoldAsync(string name, params string[] options) =>
        (Dotnet(["new", "fraudml", "-n", name, .. options, .. Hive]) with { WorkingDirectory = _root }).RunAsync();

    private async Task ScoreAsync(string folder, string trackingUri)
    {
        string request = Written("model", "serving_input_example.json");
        int port = ServerProcess.FreePort();
        Command run = Dotnet(Path.Combine(folder, $"{Name}.Api.dll"), "--urls", $"http://127.0.0.1:{port}");
        var environment = new Dictionary<string, string>(run.Environment) { ["MLFLOW_TRACKING_URI"] = trackingUri };
        using var api = new ServerProcess(run with { Environment = environment, WorkingDirectory = folder }, port);
        await api.WaitUntilReadyAsync("/ping", TimeSpan.FromSeconds(60));
        double probability = await ScoringApi.ScoreAsync(api.Client, await File.ReadAllTextAsync(request));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"smoke: the API answered {probability} with the model of {trackingUri.Split(':')[0]}"));
    }

    // The client of MLflow's API is published without the part of it that nothing calls.
    private async Task ScoreFromServerAsync(string folder, string store)
    {
        int port = ServerProcess.FreePort();
        using var server = new ServerProcess(
            Command.Dotnet("run", "--no-build", "-c", "Release", "--project", "samples/MlflowServer", "--", "--port", $"{port}",
                "--backend-store-uri", store, "--artifacts-destination", Path.Combine(_root, "artifacts")), port);
        await server.WaitUntilReadyAsync("/health", TimeSpan.FromSeconds(60));
        await ScoreAsync(folder, $"http://127.0.0.1:{port}");
    }

    private string Written(params string[] path)
    {
        string file = Path.Combine([Output, .. path]);
        return File.Exists(file) ? file : throw new BuildFailedException($"The training app did not write {file}.");
    }

    // A scoring app carries no learner, chart or console.
    private async Task<string> PublishApiAsync()
    {
        string folder = Path.Combine(_root, "api");
        await Dotnet("publish", $"src/{Name}.Api", "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-v", "quiet",
            "-o", folder).RunAsync();
        FileInfo[] files = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderByDescending(file => file.Length)];
        double megabytes = files.Sum(file => file.Length) / 1e6;
        string weight = string.Create(CultureInfo.InvariantCulture, $"{files.Length} files and {megabytes:F1} MB");
        if (files.Length > MostFiles || megabytes > MostMegabytes)
            throw new BuildFailedException($"The scoring API was published as {weight}; at most {MostFiles} files and {MostMegabytes} MB:"
                + string.Concat(files.Select(file => $"\n{file.Length,10} {file.Name}")));
        Console.WriteLine($"smoke: the API was published as {weight}");
        return folder;
    }

    // The scaffold declares versions in its projects; a repository with Directory.Packages.props must work as well.
    private async Task UseCentralPackageManagementAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "central")).FullName;
        WriteCentralVersions(folder, "");
        WriteUse(folder, "Central", $"""<Project Sdk="FraudMl.Sdk/{_version}" />""");
        await BuildIn(folder).RunAsync();
    }

    private async Task UseCentralPackageManagementBesideALibraryAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "mixed")).FullName;
        WriteCentralVersions(folder, $"""<PackageVersion Include="FraudMl" Version="{_version}" />""");
        WriteUse(Path.Combine(folder, "Library"), "Library", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="FraudMl" />
                <Using Include="FraudMl" />
              </ItemGroup>
            </Project>
            """);
        string training = Path.Combine(folder, "Training");
        WriteUse(training, "Training", $"""
            <Project Sdk="FraudMl.Sdk/{_version}">
              <ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
            </Project>
            """);
        await BuildIn(training).RunAsync();
        (int exitCode, string written) = await (Dotnet("build", "--no-restore", "-v", "quiet", "-p:LangVersion=13")
            with { WorkingDirectory = training }).CaptureAsync();
        if (exitCode == 0 || !written.Contains("FraudMl needs C# 14", StringComparison.Ordinal))
            throw new BuildFailedException($"A project with C# 13 was not told that FraudMl needs C# 14 ({exitCode}):\n{written}");
        Console.WriteLine("smoke: central package management works beside a library, and C# 14 is asked for");
    }

    private static void WriteCentralVersions(string folder, string versions) =>
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
              </PropertyGroup>
              <ItemGroup>{versions}</ItemGroup>
            </Project>
            """);

    private static void WriteUse(string folder, string name, string project)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), project);
        File.WriteAllText(Path.Combine(folder, "Uses.cs"),
            $"internal static class Uses{name} {{ public static object Learner => Trainers.LightGbm(); }}\n");
    }

    private Command BuildIn(string folder) => Dotnet("build", "-warnaserror", "-v", "quiet") with { WorkingDirectory = folder };

    // What a single file must not do only at the end of a training: save, report, register.
    private async Task RunSingleFileAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "single")).FullName;
        File.WriteAllText(Path.Combine(folder, "job.cs"), $$"""
            #:sdk FraudMl.Sdk@{{_version}}
            Dataset transactions = SyntheticTransactions.CreditCard(new() { RowCount = 2000, FraudRatio = 0.03 });
            var profile = transactions.Profile();
            File.WriteAllText("profile.json", profile.ToJson());
            File.WriteAllText("profile.html", Report.Profile(profile));
            FraudPipeline pipeline = new FraudPipelineBuilder().Impute(Columns.Numbers).Standardize(Columns.Numbers)
                .Train(Trainers.LogisticRegression()).Build();
            using MlflowClient mlflow = MlflowClient.Connect(new MlflowOptions { TrackingUri = "sqlite:///mlflow.db" });
            var (train, test) = transactions.SplitByTime(0.3);
            ExperimentResult result = await new Experiment("cards").Compare(pipeline).EvaluateOn(test)
                .Render(new ReportRenderer()).Observe(new MlflowObserver(mlflow)).RunAsync(train);
            using (FileStream file = File.Create("model.fraudml")) result.Best.Save(file);
            File.WriteAllText("evaluation.json", System.Text.Json.JsonSerializer.Serialize(result.Evaluation));
            FraudModelPackage.Write(
                result.Best, "model", new FraudModelPackageOptions { Example = transactions, Reference = transactions });
            RegisteredFraudModel registered = await mlflow.RegisterAsync(result.Best, "cards", alias: "champion");
            AutoMLResult made = await AutoML.RunAsync(transactions, Budget.OfTrials(2));
            if (made.ToString().Contains("does not reference")) throw new InvalidOperationException(made.ToString());
            _ = FraudRow.Shape<Payment>();      // an error where the package's generator has not run
            Console.WriteLine($"registered version {registered.Version}");

            [FraudRow] internal sealed partial record Payment([RowKey] string Card, float Amount);
            """);
        Command run = Dotnet("run", "job.cs") with { WorkingDirectory = folder };
        Console.WriteLine($"> {run}");
        (int exitCode, string written) = await run.CaptureAsync();
        if (exitCode != 0 || !written.Contains("registered version 1", StringComparison.Ordinal)
            || written.Contains("warn", StringComparison.OrdinalIgnoreCase))
            throw new BuildFailedException($"A single file did not save, report and register ({exitCode}):\n{written}");
        Console.WriteLine("smoke: a single file trains, saves, reports and registers");
    }

    // The sample's cells of C#, with this machine as the workspace; its notebook in Python is that of the repository.
    private async Task RunNotebookAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "notebook")).FullName;
        string sample = Path.Combine(Repository.Root, "samples", "DatabricksNotebook");
        foreach (string file in Directory.EnumerateFiles(sample, "*.cs"))
        {
            string code = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(file)),
                code.Replace("@0.1.0", $"@{_version}", StringComparison.Ordinal));
        }

        Command run = Dotnet("run", "--file", "fraud.cs", "--", "--html", "fraud.html", "--ipynb", "shown.ipynb");
        var environment = new Dictionary<string, string>(run.Environment)
        {
            ["FRAUDML_LOCAL"] = "1", ["FRAUDML_WORK"] = Path.Combine(folder, "work"), ["MLFLOW_TRACKING_URI"] = "",
        };
        Console.WriteLine($"> {run}");
        (int exitCode, string written) = await (run with { WorkingDirectory = folder, Environment = environment }).CaptureAsync();
        long size = File.Exists(Path.Combine(folder, "fraud.html")) ? new FileInfo(Path.Combine(folder, "fraud.html")).Length : 0;
        if (exitCode != 0 || size < 100_000)
            throw new BuildFailedException($"The notebook's cells did not all run ({exitCode}, a page of {size} bytes):\n{written}");
        Console.WriteLine($"smoke: every cell of the notebook runs and shows itself in a page of {size / 1e6:F1} MB");
    }

    private async Task BeRefusedTrimmedAsync()
    {
        foreach (string how in new[] { "PublishTrimmed", "PublishAot" })
        {
            Command publish = Dotnet("publish", "-c", "Release", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
                $"-p:{how}=true", "-v", "quiet")
                with { WorkingDirectory = Path.Combine(Solution, "src", $"{Name}.Training") };
            Console.WriteLine($"> {publish}");
            (int exitCode, string written) = await publish.CaptureAsync();
            if (exitCode == 0 || !written.Contains("can't be published trimmed or ahead of time: ", StringComparison.Ordinal))
                throw new BuildFailedException(
                    $"An app with ML.NET and reports was not refused when it was published with {how} ({exitCode}):\n{written}");
        }

        Console.WriteLine("smoke: an app with ML.NET and reports is refused trimmed and ahead of time");
    }

    private Command Dotnet(params string[] arguments) => Command.Dotnet(arguments) with
    {
        WorkingDirectory = Solution,
        Environment = Environment,
    };

    private Dictionary<string, string> Environment => new() { ["NUGET_PACKAGES"] = Path.Combine(_root, "packages") };

    private static string UserPackages =>
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
