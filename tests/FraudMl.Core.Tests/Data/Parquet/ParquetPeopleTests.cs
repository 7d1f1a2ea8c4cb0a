using Parquet;
using Parquet.Schema;

namespace FraudMl.Tests;

/// <summary>Parquet files as other tools write them.</summary>
public sealed class ParquetPeopleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_column_that_is_ignored_keeps_no_file_from_being_read()
    {
        var fields = new DataField[] { new DataField<int>("a"), new DataField<int[]>("tags") };
        await using (FileStream file = File.Create(_folder["a.parquet"]))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await rows.WriteAsync<int>(fields[0], new[] { 1, 2 }.AsMemory());
            await rows.WriteAsync<int>(fields[1], new[] { 1, 2, 3 }.AsMemory(), new[] { 0, 1, 0 });
            rows.CompleteValidate();
        }

        Dataset data = Dataset.FromParquet(_folder["a.parquet"], schema => schema.Ignore("tags"));

        data.Columns.Select(column => column.Name).ShouldBe(["a"]);
        DatasetValues.Of(data["a"]).ShouldBe([1f, 2f]);
        Message("a.parquet").ShouldBe("a.parquet, column 'tags': a list, map or structure can't be a column. Write the file without it, or leave it out with schema.Ignore(\"tags\").");
    }

    [Fact]
    public async Task An_ignored_column_that_can_be_read_is_kept()
    {
        await WriteAsync("a.parquet", new DataField<int>("a"), (rows, field) => rows.WriteAsync<int>(field, new[] { 1 }.AsMemory()));

        Dataset.FromParquet(_folder["a.parquet"], schema => schema.Ignore("a")).Has("a").ShouldBeTrue();
    }

    [Fact]
    public async Task Bytes_that_are_text_are_text()
    {
        await WriteBytesAsync("a.parquet", "Köln"u8.ToArray(), "NA"u8.ToArray(), []);

        DatasetValues.Of(Dataset.FromParquet(_folder["a.parquet"])["b"]).ShouldBe(["Köln", "NA", null]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_told_with_the_way_out()
    {
        await WriteBytesAsync("a.parquet", "x"u8.ToArray(), [0xFF, 0xFE]);

        Message("a.parquet").ShouldBe("a.parquet, row 2, column 'b': expected bytes that are text in UTF-8 (leave the column out with schema.Ignore(\"b\")).");
        Should.Throw<FraudMlException>(() => Dataset.FromParquet(_folder["a.parquet"], schema => schema.Ignore("b"))).Message.ShouldBe("a.parquet has no column that can be read and is not ignored.");
    }

    [Fact]
    public async Task A_damaged_page_is_told_with_its_column()
    {
        await WriteAsync("a.parquet", new DataField<int>("a"), (rows, field) => rows.WriteAsync<int>(field, Enumerable.Range(0, 10_000).ToArray().AsMemory()));
        byte[] bytes = await File.ReadAllBytesAsync(_folder["a.parquet"]);
        bytes.AsSpan(20, 2000).Fill(0xEE);
        await File.WriteAllBytesAsync(_folder["a.parquet"], bytes);

        Message("a.parquet").ShouldStartWith("a.parquet, column 'a': the library that reads Parquet here can't take it (");
    }

    [Fact]
    public void What_is_no_Parquet_is_told()
    {
        _folder.Write("a.parquet", "a,b\n1,2\n3,4\n5,6\n");

        Message("a.parquet").ShouldEndWith("Take a fresh copy, or check that it is Parquet.");
    }

    private async Task WriteBytesAsync(string name, params byte[][] values)
    {
        await WriteAsync(name, new DataField<byte[]>("b"), (rows, field) => rows.WriteAsync<ReadOnlyMemory<byte>>(field, Array.ConvertAll(values, value => (ReadOnlyMemory<byte>?)new ReadOnlyMemory<byte>(value)).AsMemory()));
    }

    private async Task WriteAsync(string name, DataField field, Func<ParquetRowGroupWriter, DataField, Task> write)
    {
        await using FileStream file = File.Create(_folder[name]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), file);
        using ParquetRowGroupWriter rows = writer.CreateRowGroup();
        await write(rows, field);
        rows.CompleteValidate();
    }

    private string Message(string name) => Should.Throw<FraudMlException>(() => Dataset.FromParquet(_folder[name])).Message;
}
