using System.Diagnostics;
using System.Globalization;
using FraudMl.Databricks.Double;
using FraudMl.Tests;
using Xunit.Abstractions;

namespace FraudMl.Databricks.Tests.Tables;

public sealed class TableMemoryTests(ITestOutputHelper output)
{
    private const int ChunkRowCount = 312_500, ChunkCount = 500, ColumnCount = 8;

    /// <summary>10 GB of Arrow with one column kept. At the end that column is put together from its parts, and is there twice for a
    /// moment.</summary>
    [SoakFact]
    public async Task Ten_gigabytes_take_little_memory_beside_the_column_that_is_kept()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        DoubleColumn[] columns = [.. Enumerable.Range(0, ColumnCount).Select(i => new DoubleColumn($"V{i}", "DOUBLE"))];
        byte[] file = ArrowFile.Of(columns, [.. Enumerable.Range(0, ChunkRowCount).Select(row =>
            Enumerable.Range(0, ColumnCount).Select(i => (object?)(double)((row * 31) + i)).ToArray())], 20_000, false, false);
        workspace.Double.Statements.Answer = _ => new(columns, []) { Repeated = new(file, ChunkRowCount, ChunkCount) };
        GC.Collect();
        long before = Environment.WorkingSet, most = 0, start = Stopwatch.GetTimestamp();
        Dataset data = await Dataset.FromDatabricksAsync("main.fraud.large",
            schema => columns.Skip(1).Aggregate(schema, (with, column) => with.Ignore(column.Name)), options: new()
            {
                Connection = workspace.Options, OnProgress = _ => most = Math.Max(most, Environment.WorkingSet - before),
            });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long kept = (long)ChunkRowCount * ChunkCount * sizeof(float);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(double)file.Length * ChunkCount / seconds / 1e6:0} MB/s, {most / 1e6:0} MB at most, of which {kept / 1e6:0} MB are kept"));
        data.RowCount.ShouldBe(ChunkRowCount * ChunkCount);
        (most - kept).ShouldBeLessThanOrEqualTo(128_000_000);
    }
}
