using System.Globalization;

namespace FraudMl.Databricks.Double;

/// <summary>A table of any size at no cost: each of its chunks is the same file, which is made once.</summary>
public static class LargeTable
{
    /// <summary>Rows of a chunk.</summary>
    public const int ChunkRowCount = 312_500;

    /// <summary>The columns: numbers, a time, a text.</summary>
    public static IReadOnlyList<DoubleColumn> Columns { get; } =
        [.. Enumerable.Range(0, 6).Select(i => new DoubleColumn($"V{i}", "DOUBLE")), new("At", "TIMESTAMP"), new("Country", "STRING")];

    /// <summary>Has every statement find the table.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="chunkCount">How many chunks it has, of about 20 MB each.</param>
    /// <param name="packsFiles">Whether the file is an LZ4 frame.</param>
    /// <returns>The bytes of all chunks as Arrow.</returns>
    public static long Serve(DatabricksDouble workspace, int chunkCount, bool packsFiles = false)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        object?[][] rows = [.. Enumerable.Range(0, ChunkRowCount).Select(row => (object?[])
        [
            .. Enumerable.Range(0, 6).Select(i => (object?)(double)(((row * 31) + i) % 1_000_003)),
            start.AddSeconds(row).ToString("s", CultureInfo.InvariantCulture), $"C{row % 200}",
        ])];
        byte[] file = ArrowFile.Of(Columns, rows, 20_000, packsFiles, packsBuffers: false);
        long size = packsFiles ? ArrowFile.Of(Columns, rows, 20_000, packsFile: false, packsBuffers: false).Length : file.Length;
        workspace.Statements.PacksFiles = packsFiles;
        workspace.Statements.RunTime = TimeSpan.Zero;
        workspace.Statements.Answer = _ => new(Columns, []) { Repeated = new(file, ChunkRowCount, chunkCount) };
        // Readers in other processes go by another clock.
        workspace.LinkLife = TimeSpan.FromDays(36_500);
        return size * chunkCount;
    }
}
