using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace FraudMl.Tests;

/// <summary>Parquet from memory, held against the library that reads files, and damaged in all ways.</summary>
public sealed class ParquetRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    public async Task Every_type_is_read_as_the_library_reads_it(CompressionMethod compression)
    {
        byte[] file = await SampleAsync(compression, rowCount: 700, groupCount: 3);
        await File.WriteAllBytesAsync(_folder["a.parquet"], file);
        (await ComparedAsync(_folder["a.parquet"])).ShouldBe(16);
    }

    [Fact]
    public void What_this_package_writes_is_read_to_the_bit()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, Seed = 5 });
        DatasetParquetWriter.Write(data, _folder["a.parquet"], rowGroupSize: 1_000);
        byte[] file = File.ReadAllBytes(_folder["a.parquet"]);
        ParquetRows rows = ParquetRows.Open(file);
        rows.RowCount.ShouldBe(3_000);
        rows.TryLoad([.. data.Columns.Select(column => column.Name)], long.MaxValue).ShouldBeTrue();
        foreach (NumberColumn column in data.Columns.OfType<NumberColumn>())
        {
            for (int row = 0; row < 3_000; row += 7)
                float.Parse(rows.TextOf(column.Name, row)!, CultureInfo.InvariantCulture).ShouldBe((float)column.Exact(row));
        }
    }

    [Fact]
    public async Task A_file_that_unpacks_to_more_than_there_is_room_for_is_not_loaded()
    {
        ParquetRows rows = ParquetRows.Open(await SampleAsync(CompressionMethod.Gzip, 10_000, 1));
        rows.TryLoad(["double"], 1_000).ShouldBeFalse();
        rows.TryLoad(["double"], 1_000_000).ShouldBeTrue();
    }

    [Fact]
    public async Task One_long_text_in_all_rows_is_refused()
    {
        var field = new DataField<string>("text");
        using var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), file,
            new ParquetOptions { ColumnEncodingHints = { ["text"] = EncodingHint.Dictionary } }))
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await rows.WriteAsync(field, Enumerable.Repeat(new string('x', 100_000), 10_000).ToArray());
            rows.CompleteValidate();
        }

        file.Length.ShouldBeLessThan(1_000_000);
        ParquetRows hostile = ParquetRows.Open(file.ToArray());
        bool isRefused;
        try
        {
            isRefused = !hostile.TryLoad(["text"], 16 << 20);
        }
        catch (FraudMlException)
        {
            isRefused = true;
        }

        isRefused.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1PAR1")]
    [InlineData("PAR1\0\0\0\0PAR1")]
    [InlineData("PAR1\u0019\u0019\u0019\u0019\u0004\0\0\0PAR1")]
    public void What_is_no_Parquet_is_told(string text) =>
        Should.Throw<FraudMlException>(() => ParquetRows.Open(System.Text.Encoding.Latin1.GetBytes(text)).TryLoad(["a"], 1_000));

    /// <summary>Lists in lists of a hundred thousand floors would take the stack of who reads them.</summary>
    [Theory]
    [InlineData(0x19)]
    [InlineData(0x1C)]
    [InlineData(0xF9)]
    [InlineData(0xFF)]
    public void Metadata_without_an_end_are_damaged(byte filling)
    {
        byte[] file = new byte[100_000];
        Array.Fill(file, filling);
        "PAR1"u8.CopyTo(file);
        "PAR1"u8.CopyTo(file.AsSpan(file.Length - 4));
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 8), file.Length - 12);
        Should.Throw<FraudMlException>(() => ParquetRows.Open(file));
    }

    /// <summary>Two thousand damaged files; a hundred times as many with FRAUDML_SOAK=1.</summary>
    [Fact]
    public async Task A_damaged_file_is_an_error_or_read_but_takes_neither_time_nor_memory()
    {
        int count = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 200_000 : 2_000;
        byte[][] files = [await SampleAsync(CompressionMethod.None, 60, 2), await SampleAsync(CompressionMethod.Snappy, 60, 2),
            await SampleAsync(CompressionMethod.Zstd, 60, 1), await SampleAsync(CompressionMethod.Gzip, 60, 1)];
        string[] names = [.. Fields().Select(field => field.Name)];
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            byte[] file = Damaged(files[i % files.Length], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ParquetRows rows = ParquetRows.Open(file);
                if (rows.RowCount <= 10_000 && rows.TryLoad([.. names.Where(rows.Has)], 1 << 20) && rows.RowCount > 0)
                {
                    foreach (string name in names.Where(rows.Has)) rows.TextOf(name, rows.RowCount - 1);
                }
            }
            catch (FraudMlException damaged)
            {
                damaged.Message.ShouldNotContain("System.");
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(40_000_000, $"file {i}");
        }
    }

    private static async Task<int> ComparedAsync(string path)
    {
        byte[] file = await File.ReadAllBytesAsync(path);
        await using ParquetReader library = await ParquetReader.CreateAsync(new MemoryStream(file),
            new ParquetOptions { UseDateOnlyTypeForDates = true });
        ParquetRows rows = ParquetRows.Open(file);
        int compared = 0;
        foreach (DataField field in library.Schema.GetDataFields())
        {
            string name = ParquetColumn.NameOf(field);
            if (field.Path.Length > 1 || field.MaxRepetitionLevel > 0) continue;
            Type type = ParquetBytes.IsBytes(field.ClrType) ? typeof(string) : field.ClrType;
            if (TypedValue.KindOf(type) is not { } kind) continue;
            DatasetSchema schema = kind == ColumnKind.Number ? new DatasetSchema().Number(name) : new DatasetSchema();
            ColumnReader theirs = TypedValue.Reader(name, type, schema)!;
            ParquetColumn column = ParquetColumn.Of(field, "a", schema, theirs)!;
            ColumnReader mine = TypedValue.Reader(name, type, schema)!;
            int first = 0;
            for (int group = 0; group < library.RowGroupCount; group++)
            {
                using ParquetRowGroupReader part = library.OpenRowGroupReader(group);
                (await column.ReadAsync(part, first, (int)part.RowCount, CancellationToken.None)).ShouldBeNull(name);
                first += (int)part.RowCount;
            }

            rows.TryLoad([name], long.MaxValue).ShouldBeTrue();
            for (int row = 0; row < rows.RowCount; row++) rows.CellsOf(name).Set(mine, row, row).ShouldBeNull(name);
            DatasetValues.Of(mine.Take(rows.RowCount)).ShouldBe(DatasetValues.Of(theirs.Take(first)), name);
            compared++;
        }

        return compared;
    }

    private static byte[] Damaged(byte[] file, Random random)
    {
        byte[] damaged = [.. file];
        int footer = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(3) == 0 ? random.Next(4, file.Length) : random.Next(footer, file.Length - 4);
            damaged[at] = random.Next(4) switch
            {
                0 => 0xFF, 1 => 0, 2 => (byte)(damaged[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256),
            };
        }

        return random.Next(10) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static DataField[] Fields() =>
    [
        new DataField<int>("int"), new DataField<long>("long"), new DataField<float>("float"), new DataField<double>("double"),
        new DataField<bool>("bool"), new DataField<string>("text"), new DataField<short>("short"), new DataField<uint>("uint"),
        new DataField<ulong>("ulong"), new DecimalDataField("decimal", 18, 4), new DecimalDataField("large", 30, 6),
        new DateTimeDataField("micros", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros),
        new DateTimeDataField("old", DateTimeFormat.Impala), new DataField<DateOnly>("date"), new DataField<Guid>("guid"),
        new DataField<double?>("optional"),
    ];

    private static async Task<byte[]> SampleAsync(CompressionMethod compression, int rowCount, int groupCount)
    {
        DataField[] fields = Fields();
        using var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file,
            new ParquetOptions { CompressionMethod = compression }))
        {
            for (int group = 0; group < groupCount; group++)
            {
                using ParquetRowGroupWriter rows = writer.CreateRowGroup();
                foreach (DataField field in fields) await WriteAsync(rows, field, rowCount, new Random(group));
                rows.CompleteValidate();
            }
        }

        return file.ToArray();
    }

    private static Task WriteAsync(ParquetRowGroupWriter rows, DataField field, int count, Random random)
    {
        T[] Make<T>(Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];
        DateTime Time() => DateTime.UnixEpoch.AddMicroseconds(random.NextInt64(-1_000_000_000_000, 2_000_000_000_000_000));
        return field.Name switch
        {
            "int" => rows.WriteAsync<int>(field, Make(i => i % 7 == 0 ? random.Next() : -i).AsMemory()),
            "long" => rows.WriteAsync<long>(field, Make(_ => random.NextInt64() - (long.MaxValue / 2)).AsMemory()),
            "float" => rows.WriteAsync<float>(field, Make(_ => random.NextSingle() * 100).AsMemory()),
            "double" => rows.WriteAsync<double>(field, Make(_ => random.NextDouble() * 1e6).AsMemory()),
            "bool" => rows.WriteAsync<bool>(field, Make(_ => random.Next(3) == 0).AsMemory()),
            "text" => rows.WriteAsync(field, Make<string>(i => i % 5 == 0 ? null! : $"Zürich {random.Next(20)}")),
            "short" => rows.WriteAsync<short>(field, Make(_ => (short)random.Next(-30_000, 30_000)).AsMemory()),
            "uint" => rows.WriteAsync<uint>(field, Make(_ => (uint)random.NextInt64(uint.MaxValue)).AsMemory()),
            "ulong" => rows.WriteAsync<ulong>(field, Make(_ => (ulong)random.NextInt64()).AsMemory()),
            "decimal" => rows.WriteAsync<decimal>(field, Make(_ => (decimal)random.Next(-1_000_000, 1_000_000) / 10_000).AsMemory()),
            "large" => rows.WriteAsync<decimal>(field, Make(_ => (decimal)random.NextInt64() / 1_000_000).AsMemory()),
            "micros" => rows.WriteAsync<DateTime>(field, Make(_ => Time()).AsMemory()),
            "old" => rows.WriteAsync<DateTime>(field, Make(_ => Time()).AsMemory()),
            "date" => rows.WriteAsync<DateOnly>(field, Make(_ => DateOnly.FromDateTime(Time())).AsMemory()),
            "guid" => rows.WriteAsync<Guid>(field, Make(i => new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).AsMemory()),
            _ => rows.WriteAsync<double>(field, Make(i => i % 3 == 0 ? (double?)null : i * 0.25).AsMemory()),
        };
    }
}
