using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Build;

/// <summary>Runs the built test projects, two at a time and the largest first, and sums their results.</summary>
internal sealed class TestRun
{
    // A long one that began last would run alone.
    private static readonly string[] LongestFirst = ["FraudMl.Core.Tests", "FraudMl.Imbalance.Tests", "FraudMl.EndToEnd.Tests"];

    private readonly string _results = Repository.EmptyArtifactFolder("test-results");
    private readonly Lock _console = new();
    private readonly Dictionary<string, string> _environment;
    private readonly List<SlowTest> _tests = [];
    private TestCounts _counts;

    public TestRun(bool soak)
    {
        // Idle OpenMP threads of native learners would otherwise spin and slow down what runs beside them.
        _environment = new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "PASSIVE" };
        if (soak) _environment["FRAUDML_SOAK"] = "1";
    }

    /// <summary>
    /// Runs every test project; prints the slowest tests, then the total alone on the last line, and fails the build when a test failed.
    /// </summary>
    public async Task RunAsync()
    {
        Prerequisites.Install();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(2, System.Environment.ProcessorCount) };
        // Beside the tests stand the apps that they start.
        IEnumerable<string> projects = Repository.ProjectsIn("tests").Where(name => name.EndsWith(".Tests", StringComparison.Ordinal))
            .OrderBy(name => Array.IndexOf(LongestFirst, name) is >= 0 and var place ? place : LongestFirst.Length);
        await Parallel.ForEachAsync(projects, parallel, async (name, _) => await RunProjectAsync(name));
        SlowTest.Print(_tests);
        Console.WriteLine(_counts);
        if (_counts.Failed > 0) throw new BuildFailedException("Not every test passed.");
    }

    private async Task RunProjectAsync(string name)
    {
        string assembly = Repository.Artifact("bin", name, "release", $"{name}.dll");
        Command test = Command.Dotnet(
            "test", assembly, "--logger", $"trx;LogFileName={name}.trx", "--logger", "console;verbosity=minimal",
            "--results-directory", _results);
        var watch = Stopwatch.StartNew();
        (int exitCode, string output) = await (test with { Environment = _environment }).CaptureAsync();
        string trx = Path.Combine(_results, $"{name}.trx");
        TestCounts counts = File.Exists(trx) ? TestCounts.Read(trx) : default;
        SlowTest[] tests = File.Exists(trx) ? [.. SlowTest.Read(name, trx)] : [];
        bool broken = exitCode != 0 && counts.Failed == 0;
        if (broken) counts += new TestCounts(0, 1, 0);

        lock (_console)
        {
            _counts += counts;
            _tests.AddRange(tests);
            if (exitCode != 0) Console.WriteLine(output);
            string seconds = watch.Elapsed.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
            Console.WriteLine(broken
                ? $"{name}: ended with exit code {exitCode} although no test failed; counted as one failure"
                : $"{name}: {counts}, {seconds} s");
        }
    }
}
