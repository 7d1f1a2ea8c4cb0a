using System.Text;

namespace FraudMl.Build;

/// <summary>The targets of the build and the order they run in.</summary>
internal sealed class Targets
{
    private const string Configuration = "Release";

    private readonly Arguments _arguments;
    private readonly Target[] _all;

    public Targets(Arguments arguments)
    {
        _arguments = arguments;
        _all =
        [
            new("restore", "restores the packages of the solution", [], RestoreAsync),
            new("format", "formats the code; with --check only verifies it", ["restore"], FormatAsync),
            new("build", "builds the solution in Release, warnings as errors", ["restore"], BuildAsync),
            new("test", "runs every test", ["build"], () => new TestRun(soak: false).RunAsync()),
            new("pack", "packs every package, validated, with an SBOM, to artifacts/packages; --version VERSION; --check only packs the "
                + "commit twice in two folders and compares every byte", [], PackAsync),
            new("smoke", "packs, scaffolds with dotnet new, builds, trains, tests and scores outside the repository; scores and logs from "
                + "apps compiled ahead of time", ["build"], SmokeAsync),
            new("notebook", "writes samples/DatabricksNotebook/fraud.ipynb anew from its script and runs it for its outputs", ["build"],
                NotebookAsync),
            new("docs", "makes the site in artifacts/site: pages, decisions, API", [], Site.BuildAsync),
            new("pictures", "makes the pictures of docs/images anew, from a run and a browser", ["restore"], PicturesAsync),
            new("soak", "runs every test with full counts (FRAUDML_SOAK=1), then templates", ["build"], SoakAsync),
            new("templates", "packs, scaffolds every pair of options of dotnet new fraudml, builds and tests them", ["build"],
                TemplatesAsync),
            new("bench", "runs every benchmark; figures go to artifacts/bench", ["restore"], BenchAsync),
        ];
    }

    public string Describe()
    {
        var text = new StringBuilder("Usage: build.sh TARGET... [--version VERSION] [--check]\n");
        foreach (Target target in _all) text.Append($"\n  {target.Name,-9}  {target.Description}");
        return text.ToString();
    }

    /// <summary>Runs the targets asked for, each after what it depends on and none twice.</summary>
    public async Task RunAsync()
    {
        Target[] wanted = [.. _arguments.Targets.Select(Find)];
        HashSet<Target> done = [];
        foreach (Target target in wanted) await RunAsync(target, done);
    }

    private async Task RunAsync(Target target, HashSet<Target> done)
    {
        if (!done.Add(target)) return;
        foreach (string dependency in target.DependsOn) await RunAsync(Find(dependency), done);
        await target.RunAsync();
    }

    private Target Find(string name) => _all.FirstOrDefault(target => target.Name == name)
        ?? throw new BuildFailedException($"'{name}' is no target or option. Run without arguments for the list.");

    private string[] VersionProperty => _arguments.Version is { } version ? [$"-p:Version={version}"] : [];

    private Task RestoreAsync() => Command.Dotnet(["restore", Repository.Solution, .. VersionProperty]).RunAsync();

    private Task FormatAsync() => Command.Dotnet(
        ["format", Repository.Solution, "--no-restore", .. _arguments.Check ? ["--verify-no-changes"] : Array.Empty<string>()]).RunAsync();

    private Task BuildAsync() => SharedCompiler.BuildAsync(Command.Dotnet(
        ["build", Repository.Solution, "-c", Configuration, "--no-restore", "-warnaserror", "-v", "quiet", .. VersionProperty]));

    private Task PackAsync() => _arguments.Check ? Packages.CheckAsync(_arguments.Version) : Packages.PackAsync(_arguments.Version);

    private static Task PicturesAsync() => Command.Dotnet("run", "-c", Configuration, "--project", "build/Pictures", "--",
        Path.Combine(Repository.Root, "docs", "images")).RunAsync();

    private static async Task SoakAsync()
    {
        await new TestRun(soak: true).RunAsync();
        await TemplatesAsync();
    }

    private static async Task TemplatesAsync()
    {
        using Smoke smoke = await PackForSmokeAsync();
        await smoke.RunTemplatesAsync();
    }

    private static async Task<Smoke> PackForSmokeAsync()
    {
        Prerequisites.Install();
        // A version of its own keeps every package cache from answering with yesterday's package.
        string version = $"0.0.0-smoke.{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}";
        var smoke = new Smoke(version);
        await Command.Dotnet("pack", Repository.Solution, "-c", Configuration, "--no-build", "-v", "quiet", "-o", smoke.Feed,
            $"-p:PackageVersion={version}").RunAsync();
        return smoke;
    }

    private static async Task SmokeAsync()
    {
        using Smoke smoke = await PackForSmokeAsync();
        // Compilers ahead of time and builds outside the repository leave each other room.
        await Task.WhenAll(smoke.RunAsync(), NativeSmoke.RunAsync());
    }

    private static async Task NotebookAsync()
    {
        Prerequisites.Install();
        using var notebook = new SampleNotebook();
        await Command.Dotnet("pack", Repository.Solution, "-c", Configuration, "--no-build", "-v", "quiet", "-o", notebook.Feed).RunAsync();
        await notebook.RunAsync();
    }

    private static async Task BenchAsync()
    {
        Prerequisites.Install();
        string folder = Repository.EmptyArtifactFolder("bench");
        foreach (string name in Repository.ProjectsIn("benchmarks"))
            await Command.Dotnet("run", "-c", Configuration, "--project", $"benchmarks/{name}", "--", "--json",
                Path.Combine(folder, $"{name}.json")).RunAsync();
    }
}
