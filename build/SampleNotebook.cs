namespace FraudMl.Build;

/// <summary>Writes the notebook of samples/DatabricksNotebook anew from its script, and runs it for its outputs.</summary>
internal sealed class SampleNotebook : IDisposable
{
    private const string Convert = "/usr/bin/jupyter-nbconvert", Standin = "tests/FraudMl.EndToEnd.Tests/Notebooks";

    private readonly string _root = Directory.CreateTempSubdirectory("fraudml-notebook-").FullName;

    public SampleNotebook() => Directory.CreateDirectory(Feed);

    /// <value>The local feed to pack into.</value>
    public string Feed => Path.Combine(_root, "feed");

    private static string Sample => Path.Combine(Repository.Root, "samples", "DatabricksNotebook");

    private static string UserPackages =>
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public async Task RunAsync()
    {
        if (!File.Exists(Convert))
            throw new BuildFailedException($"{Convert} runs the notebook. Install it: apt-get install jupyter-nbconvert python3-ipykernel");
        foreach (string file in Directory.EnumerateFiles(Sample, "*.cs")) File.Copy(file, Path.Combine(_root, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
            <configuration><packageSources><add key="fraudml" value="{Feed}" /></packageSources></configuration>
            """);
        await In(Command.Dotnet("run", "--file", "fraud.cs", "--", "--databricks", "fraud.ipynb")).RunAsync();
        await In(new Command(Convert, "--to", "notebook", "--execute", "--inplace", "--ExecutePreprocessor.timeout=600",
            "--ExecutePreprocessor.record_timing=False", "fraud.ipynb")).RunAsync();
        File.Copy(Path.Combine(_root, "fraud.ipynb"), Path.Combine(Sample, "fraud.ipynb"), overwrite: true);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The UDF's cell finds the stand-in for the Python package of ONNX Runtime that its test uses.
    private Command In(Command command) => command with
    {
        WorkingDirectory = _root,
        Environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(_root, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = UserPackages,
            ["FRAUDML_FEED"] = Feed,
            ["FRAUDML_LOCAL"] = "1",
            ["FRAUDML_WORK"] = Path.Combine(_root, "work"),
            ["FRAUDML_DATA"] = "",
            ["MLFLOW_TRACKING_URI"] = "",
            ["OMP_WAIT_POLICY"] = "PASSIVE",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONPATH"] = Path.Combine(Repository.Root, Standin),
            ["FRAUDML_ONNXRUNTIME"] = Repository.Artifact("bin", "FraudMl.EndToEnd.Tests", "release", "runtimes", "linux-x64", "native",
                "libonnxruntime.so"),
        },
    };
}
