using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FraudMl;
using FraudMl.Benchmarks;

// Scores generated files of 500,000 and 4,000,000 payments (--rows N for another large one), each in a process of its own: chunk by chunk
// by ScoreFile, and whole by Score(FromCsv). Then fits 30 number columns, to see what memory a row takes. Last, ScoreFiles over eight
// Parquet files of 400,000 rows (--part-rows N) beside ONNX Runtime, and lleaves where
// --lleaves names its sources (and Debian's python3-llvmlite is there).
const int SmallRowCount = 500_000;
switch (args)
{
    case ["--once", "chunks", var model, var file, var output]:
        Once(() => Load(model).ScoreFile(file, output, new() { Keep = [] }).RowCount);
        return 0;
    case ["--once", "whole", var model, var file, var output]:
        Once(() => Whole(Load(model), file, output));
        return 0;
    case ["--once", "files", var model, var files, var output]:
        Once(() => (int)Load(model).ScoreFiles(files, output).RowCount);
        return 0;
    case ["--once", "fit", var rows]:
        Once(() => Fit(int.Parse(rows, CultureInfo.InvariantCulture)));
        return 0;
}

BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
int largeRowCount = Array.IndexOf(args, "--rows") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 4_000_000;
var figures = new Figures(arguments.Json);
DirectoryInfo folder = Directory.CreateTempSubdirectory("scoring-files-");
try
{
    if (arguments.Wants("partitions"))
        Partitions.Add(figures, folder.FullName, arguments.Number("--part-rows", 400_000), arguments.Value("--lleaves"),
            (model, files, output) => Run("files", model, files, output).Peak);
    if (arguments.Only == "partitions")
    {
        figures.Save();
        return 0;
    }

    string small = Path.Combine(folder.FullName, "small.csv"), large = Path.Combine(folder.FullName, "large.csv");
    Payments.Write(small, SmallRowCount);
    Payments.Write(large, largeRowCount);
    figures.Add("large file", new FileInfo(large).Length / 1e6, "MB");
    foreach (bool hasWindows in new[] { false, true })
    {
        string name = hasWindows ? "with windows" : "no windows", saved = Path.Combine(folder.FullName, $"{hasWindows}.fraudml");
        if (!arguments.Wants(name)) continue;
        Payments.Save(small, saved, hasWindows);
        foreach ((string size, string file, int rows) in new[] { ("small", small, SmallRowCount), ("large", large, largeRowCount) })
        {
            string one = Path.Combine(folder.FullName, "chunks.csv"), other = Path.Combine(folder.FullName, "whole.csv");
            (double chunkSeconds, double chunkPeak) = Run("chunks", saved, file, one);
            (double wholeSeconds, double wholePeak) = Run("whole", saved, file, other);
            figures.Add($"{name}, {size}: rows a second (peer: whole)", rows / chunkSeconds, "rows/s", rows / wholeSeconds);
            figures.Add($"{name}, {size}: peak memory (peer: whole)", chunkPeak, "MB", wholePeak);
            figures.Add($"{name}, {size}: same bytes", Hash(one) == Hash(other) ? 1 : 0, "");
        }
    }

    foreach (int rows in new[] { 1_000_000, 4_000_000 })
    {
        if (!arguments.Wants("fit")) continue;
        (double seconds, double peak) = Run("fit", rows.ToString(CultureInfo.InvariantCulture));
        figures.Add($"fit LightGBM, {rows:N0} rows of 30 numbers", seconds, "s");
        figures.Add($"fit LightGBM, {rows:N0} rows: peak memory", peak, "MB");
        figures.Add($"fit LightGBM, {rows:N0} rows: bytes a row and column", peak * 1e6 / rows / 30, "B");
    }

    figures.Save();
}
finally
{
    folder.Delete(recursive: true);
}

return 0;

static int Whole(FraudModel model, string file, string output)
{
    double[] scores = model.Score(Dataset.FromCsv(file, model));
    using var writer = new StreamWriter(output);
    writer.Write("fraud_probability\n");
    foreach (double score in scores) writer.Write(string.Create(CultureInfo.InvariantCulture, $"{score:R}\n"));
    return scores.Length;
}

static int Fit(int rowCount)
{
    new FraudPipelineBuilder().Train(Trainers.LightGbm()).Build().Fit(Payments.Numbers(rowCount, 30));
    return rowCount;
}

static FraudModel Load(string path)
{
    using FileStream file = File.OpenRead(path);
    return FraudModel.Load(file);
}

static void Once(Func<int> work)
{
    long start = Stopwatch.GetTimestamp();
    work();
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {process.PeakWorkingSet64 / 1e6}"));
}

static (double Seconds, double Peak) Run(params string[] once)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, ["--once", .. once]) { RedirectStandardOutput = true };
    using Process process = Process.Start(start)!;
    string[] line = process.StandardOutput.ReadToEnd().Split(' ');
    process.WaitForExit();
    return (double.Parse(line[0], CultureInfo.InvariantCulture), double.Parse(line[1], CultureInfo.InvariantCulture));
}

static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
