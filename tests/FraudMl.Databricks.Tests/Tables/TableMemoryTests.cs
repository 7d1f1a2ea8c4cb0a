using System.Globalization;
using FraudMl.Databricks.Double;
using FraudMl.Tests;
using Xunit.Abstractions;

namespace FraudMl.Databricks.Tests.Tables;

public sealed class TableMemoryTests(ITestOutputHelper output)
{
    private const long AllowedBytes = 128_000_000, KeptBytesOfRow = sizeof(float) + sizeof(long) + sizeof(int);

    /// <summary>A twentieth of the ten gigabytes.</summary>
    [Fact]
    public Task Half_a_gigabyte_takes_little_memory_beside_the_columns_that_are_kept() => ReadAsync(25);

    [SoakFact]
    public Task Ten_gigabytes_take_little_memory_beside_the_columns_that_are_kept() => ReadAsync(500);

    [Fact]
    public async Task A_number_of_rows_that_is_not_true_takes_no_memory()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        DoubleColumn[] columns = [new("Amount", "DOUBLE")];
        byte[] file = ArrowFile.Of(columns, [[1.0], [2.0]], 10, packsFile: false, packsBuffers: false);
        workspace.Double.Statements.Answer = _ => new(columns, []) { Repeated = new(file, 200_000_000, 1) };
        long before = Environment.WorkingSet;
        (await Should.ThrowAsync<DatabricksException>(
            Dataset.FromDatabricksAsync("main.fraud.payments", options: new() { Connection = workspace.Options })))
            .Message.ShouldBe("Chunk 0 of main.fraud.payments should have 200000000 rows, and has 2. Read it again.");
        (Environment.WorkingSet - before).ShouldBeLessThan(400_000_000);
    }

    private async Task ReadAsync(int chunkCount)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        long arrow = LargeTable.Serve(workspace.Double, chunkCount);
        (int rowCount, long peak) = await ReadingProcess.ReadAsync(workspace.Double.Host, "V1", "V2", "V3", "V4", "V5");
        long kept = KeptBytesOfRow * rowCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{arrow / 1e6:0} MB of Arrow: {peak / 1e6:0} MB at most, of which {kept / 1e6:0} MB are kept"));
        rowCount.ShouldBe(LargeTable.ChunkRowCount * chunkCount);
        (peak - kept).ShouldBeLessThanOrEqualTo(AllowedBytes);
    }
}
