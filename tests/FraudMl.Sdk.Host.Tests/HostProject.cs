using System.Diagnostics;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using FraudMl.Tracking.Tests;

namespace FraudMl.Sdk.Host.Tests;

/// <summary>A project in a temporary folder, an embedded store, and the program that its targets would start, as a process.</summary>
internal sealed class HostProject : IDisposable
{
    private const string Nowhere = "sqlite:///gone/mlflow.db";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<MlflowClient> _client;

    public HostProject() => _client = new(() => MlflowClient.Connect(
        new MlflowOptions { TrackingUri = Uri, SpoolFolder = At("spool") }));

    public MlflowClient Client => _client.Value;

    /// <value>Whether the store can be reached.</value>
    public bool IsOnline { get; set; } = true;

    public bool IsLocked { get; set; }

    /// <value>What the process finds beside the store, or instead of it.</value>
    public Dictionary<string, string> Environment { get; } = [];

    public string Lock => File.ReadAllText(At("fraudml.lock.json"));

    public string Code => File.ReadAllText(At("obj", "FraudMlModels.g.cs"));

    /// <value>Each file beside the app, and where it comes from.</value>
    public Dictionary<string, string> Files => File.ReadAllLines(At("obj", "files.txt")).ToDictionary(
        line => line.Split('|')[1], line => line.Split('|')[0]);

    private string Uri => $"sqlite:///{At("mlflow.db")}";

    public string At(params string[] parts) => _folder.At(parts);

    /// <summary>Registers the small model; the second version is another one.</summary>
    public async Task<string> RegisterAsync(string? alias = "champion", bool isOther = false)
    {
        FraudModel model = isOther ? TestModels.Mixed().Model : TestModels.Numeric();
        return (await Client.RegisterAsync(model, "cards", alias)).Version;
    }

    /// <summary>Runs the program on items, each on a line of its own of the project file, from the third on.</summary>
    public Task<(int ExitCode, string Output)> RestoreAsync(params string[] uris) => RunAsync("restore", [.. uris.Select(Model)]);

    public Task<(int ExitCode, string Output)> UpdateAsync(params string[] uris) => RunAsync("update", [.. uris.Select(Model)]);

    /// <summary>Runs the program on lines of a request; the first field of each is what its item includes.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string verb, params string[][] lines)
    {
        string project = At("Api.csproj");
        string[] items = [.. lines.Where(IsItem).Select(line =>
            $"    <{(line[0] == "model" ? "FraudModel" : "FraudMetric")} Include=\"{line[1]}\" />")];
        await File.WriteAllLinesAsync(project, ["<Project>", "  <ItemGroup>", .. items, "  </ItemGroup>", "</Project>"]);
        string[][] common =
        [
            ["project", project], ["lock", At("fraudml.lock.json")], ["cache", At("cache")], ["output", At("obj")],
            ["locked", IsLocked ? "true" : ""],
        ];
        await File.WriteAllLinesAsync(At("request.txt"), common.Concat(lines.Select(line => IsItem(line) ? [.. line, project] : line))
            .Select(line => string.Join('\t', line)));
        string program = Path.Combine(AppContext.BaseDirectory, "FraudMl.Sdk.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, verb, At("request.txt")])
        {
            WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["MLFLOW_TRACKING_URI"] = IsOnline ? Uri : Nowhere;
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static bool IsItem(string[] line) => line[0] is "model" or "metric";

    private static string[] Model(string uri) => ["model", uri, "", "", "Acme", "true"];

    public void Dispose()
    {
        if (_client.IsValueCreated) Client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
