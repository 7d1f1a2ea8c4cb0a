using System.Diagnostics;
using System.Globalization;
using FraudMl.Databricks.Double;

namespace FraudMl.Benchmarks;

/// <summary>Reads 10 GB of Arrow from a workspace of this process in a process of its own: three of eight columns are kept.</summary>
internal static class DatabricksFigures
{
    public const string Command = "--read-databricks";
    private const string Token = "token";
    private const int ChunkCount = 500, RunCount = 3;
    private static readonly string[] Ignored = ["V1", "V2", "V3", "V4", "V5"];

    public static async Task AddToAsync(Figures figures)
    {
        foreach (bool packsFiles in (bool[])[false, true])
        {
            await using DatabricksDouble workspace = await DatabricksDouble.StartAsync();
            workspace.Identity.PersonalTokens.Add(Token);
            double arrow = LargeTable.Serve(workspace, ChunkCount, packsFiles) / 1e6;
            List<double[]> runs = [];
            for (int run = 0; run < RunCount; run++) runs.Add(await ReadInProcessAsync(workspace.Host));
            string name = packsFiles ? "Databricks, Arrow in LZ4" : "Databricks, Arrow";
            figures.Add($"{name}: read", arrow / Median(runs, 0), "MB/s");
            figures.Add($"{name}: read, by processor time of the reader", arrow / Median(runs, 2), "MB/s");
            figures.Add($"{name}: peak beside the columns kept", Median(runs, 1), "MB");
        }
    }

    public static async Task ReadAsync(string host)
    {
        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64, start = Stopwatch.GetTimestamp();
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.large",
            schema => Ignored.Aggregate(schema, (with, name) => with.Ignore(name)),
            options: new() { Connection = new() { Host = host, Token = Token, WarehouseId = "wh1", RequestsPerSecond = 1000 } });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        long kept = data.RowCount * (long)(sizeof(float) + sizeof(long) + sizeof(int));
        double beside = (process.PeakWorkingSet64 - before - kept) / 1e6, processor = process.TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {beside} {processor}"));
    }

    private static async Task<double[]> ReadInProcessAsync(string host)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Reading"), [Command, host]) { RedirectStandardOutput = true })!;
        string line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    private static double Median(List<double[]> runs, int place) => runs.Select(run => run[place]).Order().ElementAt(runs.Count / 2);
}
