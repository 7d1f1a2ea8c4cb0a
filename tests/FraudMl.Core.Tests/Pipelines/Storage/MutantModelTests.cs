using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Tests;

/// <summary>
/// Damaged and huge model files whose SHA-256 is right, in a process of little memory: 10,000 and of full size with FRAUDML_SOAK=1, a
/// twentieth otherwise.
/// </summary>
public sealed class MutantModelTests
{
    private const string Name = "FraudMl.Core.MutantApp";
    private const string MutantHeap = "0x10000000", HugeHeap = "0x40000000";

    private static readonly int _part = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 1 : 20;

    [Fact]
    public async Task A_damaged_model_is_refused_in_words_or_used_in_little_time_and_memory()
    {
        string[] folders = [Path.Combine(AppContext.BaseDirectory, "Golden", "Models"),
            Path.Combine(AppContext.BaseDirectory, "Golden", "MlNetModels")];

        (int exitCode, string written) = await RunAsync(MutantHeap, string.Join(Path.PathSeparator, folders), Text(10_000 / _part));

        exitCode.ShouldBe(0, written);
        written.ShouldContain($"{10_000 / _part} mutants, ");
    }

    [Fact]
    public async Task A_huge_model_is_refused_in_words_or_used_in_time_and_memory_of_its_size()
    {
        (int exitCode, string written) = await RunAsync(HugeHeap, "huge", Text(_part));

        exitCode.ShouldBe(0, written);
    }

    // What it writes last says which mutant it stood at when it could not even end.
    private static async Task<(int ExitCode, string Written)> RunAsync(string heapLimit, params string[] arguments)
    {
        string built = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string app = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", Name, built, $"{Name}.dll"));
        var start = new ProcessStartInfo("dotnet", [app, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = heapLimit;
        using Process process = Process.Start(start)!;
        Task<string> progress = process.StandardError.ReadToEndAsync();
        string written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string last = string.Join('\n', (await progress).Split('\n').TakeLast(20));
        return (process.ExitCode, $"{written}\n{last}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
