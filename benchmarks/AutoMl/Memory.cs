using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Tuning;

namespace AutoMl;

/// <summary>What worker processes hold of one dataset (Linux): the pages of its file, and everything else.</summary>
internal static class Memory
{
    public static async Task RunAsync(HandbookWeeks weeks, Figures figures)
    {
        FraudPipeline pipeline = HandbookWeeks.Steps().Train(Trainers.XGBoost(new() { TreeCount = 1 })).Build();
        var trial = new TrialInfo(1, pipeline.Name, TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 1);
        foreach (int count in new[] { 1, 2, 4 })
        {
            using var runner = new WorkerProcesses(new() { WorkerCount = count });
            var work = new TrialWork(trial, weeks.All, HandbookWeeks.Validation, [], 1);
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
                runner.RunAsync(work, _ => TrialDirective.Continue, CancellationToken.None)));
            (double Data, double Other)[] held = [.. Children().Select(Held)];
            figures.Add($"{count} workers: the dataset, all together", held.Sum(worker => worker.Data), "MB");
            figures.Add($"{count} workers: everything else, each", held.Average(worker => worker.Other), "MB");
        }
    }

    private static int[] Children()
    {
        using Process list = Process.Start(new ProcessStartInfo("pgrep", ["-P", $"{Environment.ProcessId}", "-f", "fraudml-worker"])
        {
            RedirectStandardOutput = true,
        })!;
        return [.. list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    // Pss: a page that n processes share counts a n-th in each.
    private static (double Data, double Other) Held(int process)
    {
        (double data, double rest, bool isData) = (0, 0, false);
        foreach (string line in File.ReadLines($"/proc/{process}/smaps"))
        {
            // A mapping's head begins with its addresses, its figures with a capital.
            if (!char.IsAsciiLetterUpper(line[0])) isData = line.Contains("/fraudml-", StringComparison.Ordinal);
            if (!line.StartsWith("Pss:", StringComparison.Ordinal)) continue;
            double megabytes = double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
            if (isData) data += megabytes;
            else rest += megabytes;
        }

        return (data, rest);
    }
}
