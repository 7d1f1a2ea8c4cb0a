using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.RegularExpressions;
using FraudMl;
using FraudMl.Benchmarks;

// Seconds and memory of every resampler at 284,807 rows × 30 columns with 492 frauds, beside imbalanced-learn where it finishes in minutes.
// --only NAME,NAME: methods whose name contains one of them; --large: 10 million rows, random undersampling and
// SMOTE; --no-peer: ours alone.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "");
string[] only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1].Split(',') : [""];
bool IsAsked(string name) => only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
var figures = new Figures(arguments.Json);
bool large = args.Contains("--large");
int rowCount = large ? 10_000_000 : 284_807;
TrainingData data = CardRows.Make(rowCount, large ? 17_275 : 492);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{data.Labels.Length} rows, {data.FraudCount} frauds, {Environment.ProcessorCount} processors"));
Dictionary<string, double> peers = large || args.Contains("--no-peer") ? [] : Peers();
foreach ((string name, string? peer, IResampler resampler) in large ? ResamplingMethods.Large : ResamplingMethods.All)
{
    if (IsAsked(name)) Measure(name, peer, resampler);
}

figures.Save();
return 0;

// The second run counts; the first compiles. Memory is the peak of the process's managed heap above the input, sampled each millisecond.
void Measure(string name, string? peer, IResampler resampler)
{
    var context = new ResamplingContext(Seed: 0, ThreadCount: Environment.ProcessorCount);
    int runs = large ? 1 : 2;
    (double seconds, double megabytes, ResampledRows? rows) = (0, 0, null);
    for (int run = 0; run < runs; run++)
    {
        rows = null;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        using var memory = new PeakMemory();
        long start = Stopwatch.GetTimestamp();
        rows = resampler.Resample(data, context);
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        megabytes = memory.PeakMegabytes;
        if (seconds > 10) break;
    }

    figures.Add($"{name}: seconds", seconds, "s", peer is not null && peers.TryGetValue(peer, out double other) ? other : null);
    figures.Add($"{name}: memory beyond the input", megabytes, "MB");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {rows!.Data.Labels.Length} rows, {rows.Data.FraudCount} frauds"));
}

Dictionary<string, double> Peers()
{
    string[] names = [.. ResamplingMethods.All.Where(method => IsAsked(method.Name)).Select(method => method.Peer).OfType<string>()
        .Distinct()];
    if (names.Length == 0) return [];
    var line = new Regex(@"^(?<name>.+?)\s+(?<seconds>[\d.]+) s\s+out=");
    return PythonPeer.Run(arguments.Peers, "imblearn_speed.py", names).Select(text => line.Match(text)).Where(match => match.Success)
        .DistinctBy(match => match.Groups["name"].Value)
        .ToDictionary(match => match.Groups["name"].Value,
            match => double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture));
}
