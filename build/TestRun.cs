namespace FraudMl.Build;

/// <summary>Runs the built test projects, two at a time, and sums their results.</summary>
internal sealed class TestRun
{
    private readonly string _results = Repository.EmptyArtifactFolder("test-results");
    private readonly Lock _console = new();
    private readonly Dictionary<string, string> _environment;
    private TestCounts _counts;

    public TestRun(bool soak)
    {
        // Idle OpenMP threads of native learners would otherwise spin and slow down what runs beside them.
        _environment = new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "PASSIVE" };
        if (soak) _environment["FRAUDML_SOAK"] = "1";
    }

    /// <summary>Runs every test project; prints the total alone on the last line and fails the build when a test failed.</summary>
    public async Task RunAsync()
    {
        Prerequisites.Install();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, System.Environment.ProcessorCount) };
        // Beside the tests stand the apps that they start.
        IEnumerable<string> projects = Repository.ProjectsIn("tests").Where(name => name.EndsWith(".Tests", StringComparison.Ordinal));
        await Parallel.ForEachAsync(projects, parallel, async (name, _) => await RunProjectAsync(name));
        Console.WriteLine(_counts);
        if (_counts.Failed > 0) throw new BuildFailedException("Not every test passed.");
    }

    private async Task RunProjectAsync(string name)
    {
        string assembly = Repository.Artifact("bin", name, "release", $"{name}.dll");
        Command test = Command.Dotnet(
            "test", assembly, "--logger", $"trx;LogFileName={name}.trx", "--logger", "console;verbosity=minimal", "--results-directory", _results);
        (int exitCode, string output) = await (test with { Environment = _environment }).CaptureAsync();
        string trx = Path.Combine(_results, $"{name}.trx");
        TestCounts counts = File.Exists(trx) ? TestCounts.Read(trx) : default;
        bool broken = exitCode != 0 && counts.Failed == 0;
        if (broken) counts += new TestCounts(0, 1, 0);

        lock (_console)
        {
            _counts += counts;
            if (exitCode != 0) Console.WriteLine(output);
            Console.WriteLine(broken ? $"{name}: ended with exit code {exitCode} although no test failed; counted as one failure" : $"{name}: {counts}");
        }
    }
}
