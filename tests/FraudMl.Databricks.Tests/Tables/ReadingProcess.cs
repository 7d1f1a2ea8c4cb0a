using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Databricks.Tests.Tables;

/// <summary>The entry point of this assembly when it is started as a program: it reads a large table, and says how much memory that
/// took.</summary>
internal static class ReadingProcess
{
    private const string Command = "read";

    /// <summary>Reads a table in a process of its own.</summary>
    /// <returns>The rows, and the bytes that were resident at most, above those of the process before it read.</returns>
    public static async Task<(int RowCount, long Peak)> ReadAsync(string host, params IReadOnlyList<string> ignored)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReadingProcess).Assembly.Location, Command, host, .. ignored])
        {
            RedirectStandardOutput = true,
        };
        using Process reading = Process.Start(start)!;
        string line = await reading.StandardOutput.ReadToEndAsync();
        await reading.WaitForExitAsync();
        reading.ExitCode.ShouldBe(0);
        string[] figures = line.Split(' ');
        return (int.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    private static async Task Main(string[] arguments)
    {
        if (arguments is not [Command, var host, .. var ignored]) return;
        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64;
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.large",
            schema => ignored.Aggregate(schema, (with, name) => with.Ignore(name)), options: new()
            {
                Connection = new() { Host = host, Token = TestWorkspace.Token, WarehouseId = "wh1", RequestsPerSecond = 1000 },
            });
        process.Refresh();
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{data.RowCount} {process.PeakWorkingSet64 - before}"));
    }
}
